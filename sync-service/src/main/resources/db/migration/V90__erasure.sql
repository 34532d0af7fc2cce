-- By what people who were erased would be recognised if somebody brought them again: digests under a key, so that who holds
-- the table alone learns of nobody.
CREATE TABLE contacts_erased_marks (
    digest    TEXT PRIMARY KEY,
    erased_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- The key of the digests, sealed with KITH_CREDENTIALS_KEY.
CREATE TABLE contacts_erasure_key (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    sealed TEXT NOT NULL
);

-- What was erased, without saying whom.
CREATE TABLE contacts_erasures (
    id               UUID PRIMARY KEY,
    asked_by         TEXT        NOT NULL,
    erased_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- When the log held nothing of the person any more.
    log_rewritten_at TIMESTAMPTZ,
    -- What keeps the log from being rewritten.
    problem          TEXT
);
CREATE INDEX idx_contacts_erasures_open ON contacts_erasures (erased_at) WHERE log_rewritten_at IS NULL;
