-- People's sign-ins, for every instance: sessions, links that open one, refused attempts.

CREATE TABLE contacts_sessions (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    token_hash TEXT        NOT NULL UNIQUE,
    -- The key it was opened with, with which it ends. None: somebody whom the organisation's identity provider vouched for.
    key_hash   TEXT,
    subject    TEXT        NOT NULL,
    role       TEXT        NOT NULL,
    opened_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    seen_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at   TIMESTAMPTZ
);
CREATE INDEX idx_contacts_sessions_expires ON contacts_sessions (expires_at);

CREATE TABLE contacts_sign_in_links (
    token_hash TEXT PRIMARY KEY,
    key_hash   TEXT        NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
);

-- One row an attempt that failed; the source is a hash of the sender's network address.
CREATE TABLE contacts_sign_in_failures (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source    TEXT        NOT NULL,
    failed_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_contacts_sign_in_failures_source ON contacts_sign_in_failures (source, failed_at);
