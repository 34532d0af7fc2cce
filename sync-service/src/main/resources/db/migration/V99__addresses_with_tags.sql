-- The mailbox that an address with a tag after a plus reaches, as the backfill compares it.
CREATE FUNCTION kith_mailbox(address TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$
    SELECT regexp_replace(lower(address), '^([^+@]+)[+][^@]*@', '\1@')
$$;

CREATE INDEX IF NOT EXISTS idx_contact_info_tagged_email
    ON contact_info (kith_mailbox(value)) WHERE type = 'email' AND value LIKE '%+%';
