-- What was found in an imported file, beyond what its run counts. Names no person: rows, lines and fields only.
CREATE TABLE contacts_imports (
    run_id   UUID PRIMARY KEY REFERENCES contacts_sync_runs (run_id) ON DELETE CASCADE,
    findings JSONB NOT NULL
);
