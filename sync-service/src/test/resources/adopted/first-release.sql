-- The tables of an earlier implementation's first release, with the rows of somebody who used it.
CREATE TABLE contacts (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name TEXT NOT NULL, first_name VARCHAR, last_name VARCHAR,
    nickname VARCHAR, company VARCHAR, job_title VARCHAR, gender VARCHAR, pronouns VARCHAR, avatar_url VARCHAR,
    stay_in_touch_days INTEGER, listed BOOLEAN NOT NULL DEFAULT true, archived_at TIMESTAMPTZ,
    details JSONB DEFAULT '{}', metadata JSONB, created_at TIMESTAMPTZ DEFAULT now(), updated_at TIMESTAMPTZ DEFAULT now());
CREATE INDEX idx_contacts_name ON contacts (name);
CREATE TABLE contact_info (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type VARCHAR NOT NULL, value TEXT NOT NULL, label VARCHAR, is_primary BOOLEAN DEFAULT false,
    created_at TIMESTAMPTZ DEFAULT now());
CREATE INDEX idx_contact_info_type_value ON contact_info (type, value);
CREATE INDEX idx_contact_info_contact_id ON contact_info (contact_id);
CREATE TABLE addresses (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    label VARCHAR NOT NULL DEFAULT 'Home', line_1 TEXT NOT NULL, line_2 TEXT, city VARCHAR, province VARCHAR,
    postal_code VARCHAR, country VARCHAR(2), is_current BOOLEAN NOT NULL DEFAULT false,
    created_at TIMESTAMPTZ DEFAULT now(), updated_at TIMESTAMPTZ DEFAULT now());
CREATE INDEX idx_addresses_contact_id ON addresses (contact_id);
CREATE TABLE important_dates (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    label TEXT NOT NULL, month INTEGER NOT NULL, day INTEGER NOT NULL, year INTEGER,
    created_at TIMESTAMPTZ DEFAULT now());
CREATE TABLE labels (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name TEXT NOT NULL UNIQUE, color TEXT,
    created_at TIMESTAMPTZ DEFAULT now());
CREATE TABLE contact_labels (
    label_id UUID NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE, PRIMARY KEY (label_id, contact_id));
CREATE TABLE activity_feed (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type TEXT NOT NULL, description TEXT NOT NULL, created_at TIMESTAMPTZ DEFAULT now(), entity_type VARCHAR,
    entity_id UUID);
CREATE INDEX idx_activity_feed_contact_created ON activity_feed (contact_id, created_at);
CREATE TABLE interactions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type TEXT NOT NULL, summary TEXT, occurred_at TIMESTAMPTZ DEFAULT now(), created_at TIMESTAMPTZ DEFAULT now(),
    direction VARCHAR(10), duration_minutes INTEGER, metadata JSONB);
CREATE INDEX idx_interactions_contact_occurred ON interactions (contact_id, occurred_at);
CREATE TABLE contacts_source_accounts (
    provider TEXT, account_id TEXT, subject_email TEXT, connected_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_success_at TIMESTAMPTZ, PRIMARY KEY (provider, account_id));
CREATE INDEX idx_contacts_source_accounts_last_success ON contacts_source_accounts (last_success_at);
CREATE TABLE contacts_sync_state (
    provider TEXT, account_id TEXT, sync_cursor TEXT, cursor_issued_at TIMESTAMPTZ, last_full_sync_at TIMESTAMPTZ,
    last_incremental_sync_at TIMESTAMPTZ, last_success_at TIMESTAMPTZ, last_error TEXT,
    contact_versions JSONB NOT NULL DEFAULT '{}', PRIMARY KEY (provider, account_id));
CREATE TABLE contacts_source_links (
    provider TEXT, account_id TEXT, external_contact_id TEXT,
    local_contact_id UUID REFERENCES contacts (id) ON DELETE SET NULL, source_etag TEXT,
    first_seen_at TIMESTAMPTZ NOT NULL DEFAULT now(), last_seen_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    deleted_at TIMESTAMPTZ, PRIMARY KEY (provider, account_id, external_contact_id));
CREATE INDEX idx_links_local ON contacts_source_links (local_contact_id);
CREATE INDEX idx_links_seen ON contacts_source_links (last_seen_at);
CREATE TABLE google_oauth_credentials (
    credential_key TEXT PRIMARY KEY, credentials JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(), updated_at TIMESTAMPTZ NOT NULL DEFAULT now());
-- Not a table of the sync's: it must never lose a row.
CREATE TABLE notes (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE, content TEXT NOT NULL);

-- One whom the source still describes the same way, one whom a human changed since, one nobody's source knows.
INSERT INTO contacts (id, name, first_name, last_name, company, metadata) VALUES
    ('00000000-0000-4000-8000-000000000001', 'Ada Same', 'Ada', 'Same', 'Engines',
     '{"sources": {"contacts": {"google": {"first_name": "Ada", "last_synced_at": "2026-01-01T00:00:00+00:00"}}}}'),
    ('00000000-0000-4000-8000-000000000002', 'Bo Changed', 'Bo', 'Changed', 'Local Company',
     '{"sources": {"contacts": {"google": {"company": "Source Company"}}}, "theme": "dark"}'),
    ('00000000-0000-4000-8000-000000000003', 'Cy Own', 'Cy', 'Own', NULL, NULL);
INSERT INTO contact_info (contact_id, type, value, label, is_primary) VALUES
    ('00000000-0000-4000-8000-000000000001', 'email', 'ada.same@example.com', 'home', true),
    ('00000000-0000-4000-8000-000000000002', 'email', 'bo.changed@example.com', 'home', true),
    ('00000000-0000-4000-8000-000000000003', 'phone', '+1 (202) 555-0143', 'home', true);
INSERT INTO addresses (contact_id, line_1, country) VALUES
    ('00000000-0000-4000-8000-000000000003', '1 Quiet Lane', 'Ge');
INSERT INTO important_dates (contact_id, label, month, day) VALUES
    ('00000000-0000-4000-8000-000000000003', 'anniversary', 2, 30);
INSERT INTO labels (id, name) VALUES ('00000000-0000-4000-8000-00000000000a', 'Friends');
INSERT INTO contact_labels SELECT '00000000-0000-4000-8000-00000000000a', id FROM contacts;
INSERT INTO activity_feed (contact_id, type, description)
    SELECT id, 'contact_created', 'Contact created' FROM contacts;
INSERT INTO interactions (contact_id, type, summary, direction, duration_minutes) VALUES
    ('00000000-0000-4000-8000-000000000003', 'call', 'Caught up', 'mutual', 12);
INSERT INTO notes (contact_id, content) SELECT id, 'remember this' FROM contacts;
INSERT INTO contacts_sync_state (provider, account_id, sync_cursor, cursor_issued_at, last_full_sync_at, contact_versions)
VALUES ('google', 'default', 'a-sync-token-of-another-program', now(), now(), '{"people/c1": "etag:x:deleted=0"}');
