-- A rebuild does once more what people edited, in the order of time.
CREATE INDEX idx_contacts_field_history_edited ON contacts_field_history (changed_at, id) WHERE rule = 'edited';
