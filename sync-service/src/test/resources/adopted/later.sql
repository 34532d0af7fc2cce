-- What later releases changed in those tables.
CREATE TABLE entities (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), canonical_name TEXT NOT NULL);
ALTER TABLE contacts ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE contacts ALTER COLUMN updated_at SET NOT NULL;
ALTER TABLE contacts ADD COLUMN entity_id UUID REFERENCES entities (id) ON DELETE SET NULL;
ALTER TABLE contacts ADD COLUMN preferred_channel VARCHAR CHECK (preferred_channel IN ('telegram', 'email'));
ALTER TABLE contacts ADD COLUMN roles TEXT[] NOT NULL DEFAULT '{}';
CREATE UNIQUE INDEX uq_contacts_owner ON contacts ((true)) WHERE 'owner' = ANY (roles);
CREATE INDEX idx_contacts_first_last ON contacts (first_name, last_name);
DROP INDEX idx_contact_info_type_value;
ALTER TABLE contact_info ADD COLUMN secured BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE contact_info ADD COLUMN parent_id UUID REFERENCES contact_info (id) ON DELETE CASCADE;
ALTER TABLE contact_info ADD CONSTRAINT one_owner_of_each_value UNIQUE (type, value);
CREATE INDEX idx_contact_info_contact_type ON contact_info (contact_id, type);
CREATE INDEX idx_important_dates_contact ON important_dates (contact_id);
CREATE INDEX idx_contact_labels_contact ON contact_labels (contact_id);
ALTER TABLE contacts_source_links ADD COLUMN local_entity_id UUID;
DROP TABLE contacts_source_accounts;
UPDATE contacts SET roles = '{owner}' WHERE first_name = 'Cy';
