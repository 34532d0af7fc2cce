-- The CRM's own tables. Each is adopted as it stands where a database already holds it.

CREATE TABLE IF NOT EXISTS contacts (
    id                 UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name               TEXT        NOT NULL,
    first_name         VARCHAR,
    last_name          VARCHAR,
    nickname           VARCHAR,
    company            VARCHAR,
    job_title          VARCHAR,
    gender             VARCHAR,
    pronouns           VARCHAR,
    avatar_url         VARCHAR,
    stay_in_touch_days INTEGER,
    listed             BOOLEAN     NOT NULL DEFAULT true,
    archived_at        TIMESTAMPTZ,
    details            JSONB                DEFAULT '{}',
    metadata           JSONB,
    created_at         TIMESTAMPTZ          DEFAULT now(),
    updated_at         TIMESTAMPTZ          DEFAULT now()
);
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS middle_name VARCHAR;
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS department VARCHAR;
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS notes TEXT;
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS last_contacted_at TIMESTAMPTZ;
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS merged_into UUID;
CREATE INDEX IF NOT EXISTS idx_contacts_name ON contacts (name);
CREATE INDEX IF NOT EXISTS idx_contacts_name_lower ON contacts (lower(name));
CREATE INDEX IF NOT EXISTS idx_contacts_listed_by_name
    ON contacts (lower(coalesce(last_name, name)), lower(coalesce(first_name, '')), id)
    WHERE listed AND archived_at IS NULL AND merged_into IS NULL;

CREATE TABLE IF NOT EXISTS contact_info (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID    NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type       VARCHAR NOT NULL,
    value      TEXT    NOT NULL,
    label      VARCHAR,
    is_primary BOOLEAN     DEFAULT false,
    created_at TIMESTAMPTZ DEFAULT now()
);
-- Two people may share a landline or a family address: values are never unique.
ALTER TABLE contact_info DROP CONSTRAINT IF EXISTS contact_info_type_value_key;
DROP INDEX IF EXISTS uq_contact_info_type_value;
CREATE INDEX IF NOT EXISTS idx_contact_info_contact_id ON contact_info (contact_id);
CREATE INDEX IF NOT EXISTS idx_contact_info_email ON contact_info (lower(value)) WHERE type = 'email';
CREATE INDEX IF NOT EXISTS idx_contact_info_phone
    ON contact_info (regexp_replace(value, '[^0-9+]', '', 'g')) WHERE type = 'phone';

CREATE TABLE IF NOT EXISTS addresses (
    id          UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id  UUID    NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    label       VARCHAR NOT NULL DEFAULT 'Home',
    line_1      TEXT    NOT NULL,
    line_2      TEXT,
    city        VARCHAR,
    province    VARCHAR,
    postal_code VARCHAR,
    country     VARCHAR(2),
    is_current  BOOLEAN NOT NULL DEFAULT false,
    created_at  TIMESTAMPTZ      DEFAULT now(),
    updated_at  TIMESTAMPTZ      DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_addresses_contact_id ON addresses (contact_id);

CREATE TABLE IF NOT EXISTS important_dates (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id UUID    NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    label      TEXT    NOT NULL,
    month      INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    year       INTEGER,
    created_at TIMESTAMPTZ DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_important_dates_contact_id ON important_dates (contact_id);

CREATE TABLE IF NOT EXISTS labels (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name       TEXT NOT NULL UNIQUE,
    color      TEXT,
    created_at TIMESTAMPTZ DEFAULT now()
);

CREATE TABLE IF NOT EXISTS contact_labels (
    label_id   UUID NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    contact_id UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (label_id, contact_id)
);
CREATE INDEX IF NOT EXISTS idx_contact_labels_contact_id ON contact_labels (contact_id);

CREATE TABLE IF NOT EXISTS activity_feed (
    id          UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id  UUID REFERENCES contacts (id) ON DELETE CASCADE,
    type        TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at  TIMESTAMPTZ DEFAULT now(),
    entity_type VARCHAR,
    entity_id   UUID
);
-- An event may concern no contact yet (an ambiguous match), and names its source in details.
ALTER TABLE activity_feed ALTER COLUMN contact_id DROP NOT NULL;
ALTER TABLE activity_feed ADD COLUMN IF NOT EXISTS details JSONB;
CREATE INDEX IF NOT EXISTS idx_activity_feed_contact_created ON activity_feed (contact_id, created_at);
CREATE INDEX IF NOT EXISTS idx_activity_feed_created ON activity_feed (created_at);

CREATE TABLE IF NOT EXISTS interactions (
    id               UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id       UUID NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type             TEXT NOT NULL,
    summary          TEXT,
    occurred_at      TIMESTAMPTZ DEFAULT now(),
    created_at       TIMESTAMPTZ DEFAULT now(),
    direction        VARCHAR(10),
    duration_minutes INTEGER,
    metadata         JSONB
);
ALTER TABLE interactions ADD COLUMN IF NOT EXISTS source TEXT NOT NULL DEFAULT 'MANUAL';
ALTER TABLE interactions ADD COLUMN IF NOT EXISTS external_id TEXT;
ALTER TABLE interactions ADD COLUMN IF NOT EXISTS duration_seconds INTEGER;
ALTER TABLE interactions ADD COLUMN IF NOT EXISTS content TEXT;
CREATE INDEX IF NOT EXISTS idx_interactions_contact_occurred ON interactions (contact_id, occurred_at);
CREATE UNIQUE INDEX IF NOT EXISTS uq_interactions_source_external
    ON interactions (source, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS google_oauth_credentials (
    credential_key TEXT PRIMARY KEY,
    credentials    JSONB       NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);
