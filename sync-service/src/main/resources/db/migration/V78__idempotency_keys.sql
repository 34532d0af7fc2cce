-- What was made under keys that callers chose, so that a request that is repeated makes nothing twice. Only ids are kept.
CREATE TABLE contacts_idempotency_keys (
    caller       TEXT        NOT NULL,
    key          TEXT        NOT NULL,
    request_hash BYTEA       NOT NULL,
    made_id      UUID,
    created_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idx_contacts_idempotency_keys_created ON contacts_idempotency_keys (created_at);
