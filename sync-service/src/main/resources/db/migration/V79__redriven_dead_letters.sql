-- Dead letters are applied once more from where they stand in the log, if that is still the same log.
ALTER TABLE contacts_dead_letters ADD COLUMN topic_id TEXT;
ALTER TABLE contacts_dead_letters ADD COLUMN redriven_at TIMESTAMPTZ;
ALTER TABLE contacts_dead_letters ADD COLUMN redriven_by TEXT;
