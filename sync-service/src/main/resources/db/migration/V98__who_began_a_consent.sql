-- Who began to connect an account in the browser: whoever comes back shows no key.
ALTER TABLE contacts_oauth_states
    ADD COLUMN begun_by   TEXT,
    ADD COLUMN begun_role TEXT;
