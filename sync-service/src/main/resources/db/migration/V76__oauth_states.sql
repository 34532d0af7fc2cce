-- Consents that were begun and not finished: any instance may finish them, in the browser that began, once and in time.
CREATE TABLE contacts_oauth_states (
    state_hash     BYTEA PRIMARY KEY,
    browser_hash   BYTEA       NOT NULL,
    verifier       TEXT        NOT NULL,
    redirect_uri   TEXT        NOT NULL,
    account_id     TEXT,
    other_contacts TEXT,
    expires_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_contacts_oauth_states_expiry ON contacts_oauth_states (expires_at);
