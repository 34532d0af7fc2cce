-- Photos that sources send along, by hash: what a contact showed before stays for undoing, until the contact goes.
CREATE TABLE contacts_photos (
    sha256     TEXT        NOT NULL,
    contact_id UUID        NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    media_type TEXT        NOT NULL,
    bytes      BYTEA       NOT NULL,
    stored_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (sha256, contact_id)
);
CREATE INDEX idx_contacts_photos_contact ON contacts_photos (contact_id);
-- JPEG does not compress any further.
ALTER TABLE contacts_photos ALTER COLUMN bytes SET STORAGE EXTERNAL;
