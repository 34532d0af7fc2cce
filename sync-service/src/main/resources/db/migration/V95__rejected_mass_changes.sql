-- What a person rejected is not asked about again until the source says something else.

-- Counts while the contact has not been seen since.
ALTER TABLE contacts_source_links ADD COLUMN deletion_rejected_at TIMESTAMPTZ;

-- What a held run wanted to write into the field that it is held for.
CREATE TABLE contacts_withheld_overwrites (
    run_id     UUID  NOT NULL REFERENCES contacts_sync_runs (run_id) ON DELETE CASCADE,
    contact_id UUID  NOT NULL,
    field      TEXT  NOT NULL,
    -- The link that speaks, as provenance names it.
    link       TEXT  NOT NULL,
    offered    JSONB NOT NULL,
    PRIMARY KEY (run_id, contact_id, field)
);
