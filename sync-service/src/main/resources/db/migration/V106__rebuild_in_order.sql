-- A rebuild does once more what people edited and merged, in the order of time, and does so once.
CREATE INDEX idx_contacts_field_history_edited ON contacts_field_history (changed_at, id) WHERE rule = 'edited';
CREATE INDEX idx_contacts_merges_standing ON contacts_merges (merged_at, id) WHERE undone_at IS NULL;
ALTER TABLE contacts_replays ADD COLUMN restored BOOLEAN NOT NULL DEFAULT false;

-- When a contact was made; whose provenance begins with it, as that of everybody whom a source brings, has it by default.
ALTER TABLE contacts_provenance ADD COLUMN contact_made_at TIMESTAMPTZ NOT NULL DEFAULT now();
UPDATE contacts_provenance p SET contact_made_at = c.created_at FROM contacts c
WHERE c.id = p.contact_id AND c.created_at IS NOT NULL;
