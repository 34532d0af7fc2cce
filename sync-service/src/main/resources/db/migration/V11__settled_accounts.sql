-- When what a disconnected account owned was passed on to other sources.
ALTER TABLE contacts_source_accounts ADD COLUMN settled_at TIMESTAMPTZ;
