-- How many people each part of a page lists: a page that was published again after a take-over counts once.
ALTER TABLE contacts_sync_run_parts ADD COLUMN IF NOT EXISTS stream TEXT;
ALTER TABLE contacts_sync_run_parts ADD COLUMN IF NOT EXISTS listed INTEGER NOT NULL DEFAULT 0;
