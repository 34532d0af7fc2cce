-- Who did what, and how it was answered.
CREATE TABLE contacts_audit (
    id     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    actor  TEXT        NOT NULL,
    role   TEXT,
    action TEXT        NOT NULL,
    target TEXT,
    status INTEGER     NOT NULL
);
CREATE INDEX idx_contacts_audit_at ON contacts_audit (at DESC);
