-- How many full lists in a row left out somebody whom the source still has.
ALTER TABLE contacts_sync_state ADD COLUMN wrong_lists INTEGER NOT NULL DEFAULT 0;
