-- The stream whose listing a held run found unlike what is known, and those whose listing somebody approved.
ALTER TABLE contacts_sync_runs ADD COLUMN doubtful_stream TEXT;
ALTER TABLE contacts_sync_runs ADD COLUMN approved_streams TEXT[] NOT NULL DEFAULT '{}';
