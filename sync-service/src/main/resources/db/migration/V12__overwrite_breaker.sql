-- How often a full run overwrote each field, and the one that is held.
ALTER TABLE contacts_sync_runs ADD COLUMN overwrites JSONB NOT NULL DEFAULT '{}';
ALTER TABLE contacts_sync_runs ADD COLUMN overwrites_held TEXT;
-- Somebody approved what a held run wanted to overwrite: the next full run may.
ALTER TABLE contacts_sync_state ADD COLUMN overwrites_approved BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX idx_contacts_field_history_run ON contacts_field_history (run_id, field) WHERE run_id IS NOT NULL;
