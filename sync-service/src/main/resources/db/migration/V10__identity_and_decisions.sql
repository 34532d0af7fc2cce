-- Metadata with some accounts' copies of their values put under sources.contacts.<provider>.<account>.
CREATE FUNCTION kith_with_sources(metadata JSONB, parts JSONB) RETURNS JSONB
    LANGUAGE sql IMMUTABLE AS
$$
SELECT m || jsonb_build_object('sources', s || jsonb_build_object('contacts', c || (
           SELECT coalesce(jsonb_object_agg(
                      part.key,
                      CASE WHEN jsonb_typeof(c -> part.key) = 'object' THEN c -> part.key ELSE '{}' END || part.value), '{}')
           FROM jsonb_each(parts) part)))
FROM (SELECT CASE WHEN jsonb_typeof(metadata) = 'object' THEN metadata ELSE '{}' END AS m) a,
     LATERAL (SELECT CASE WHEN jsonb_typeof(m -> 'sources') = 'object' THEN m -> 'sources' ELSE '{}' END AS s) b,
     LATERAL (SELECT CASE WHEN jsonb_typeof(s -> 'contacts') = 'object' THEN s -> 'contacts' ELSE '{}' END AS c) d
$$;
DROP FUNCTION kith_with_source(JSONB, TEXT, TEXT, JSONB);

-- Pairs of contacts of whom a person said that they are not the same person; the smaller id stands first.
CREATE TABLE contacts_separations (
    one        UUID        NOT NULL,
    other      UUID        NOT NULL,
    decided_by TEXT        NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX idx_contacts_separations_other ON contacts_separations (other);

-- Equal vCard UIDs in two accounts are evidence that both entries are one person.
CREATE INDEX idx_contacts_source_links_uid ON contacts_source_links (uid) WHERE uid IS NOT NULL AND deleted_at IS NULL;

-- Two contacts that became one, with all that undoing it needs.
CREATE TABLE contacts_merges (
    id          UUID PRIMARY KEY,
    survivor_id UUID        NOT NULL,
    loser_id    UUID        NOT NULL,
    merged_by   TEXT        NOT NULL,
    merged_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    undone_by   TEXT,
    undone_at   TIMESTAMPTZ,
    snapshot    JSONB       NOT NULL
);
CREATE INDEX idx_contacts_merges_survivor ON contacts_merges (survivor_id);
CREATE INDEX idx_contacts_merges_loser ON contacts_merges (loser_id);
CREATE INDEX IF NOT EXISTS idx_contacts_merged_into ON contacts (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE contacts_merge_interactions (
    merge_id       UUID NOT NULL REFERENCES contacts_merges (id) ON DELETE CASCADE,
    interaction_id UUID NOT NULL,
    PRIMARY KEY (merge_id, interaction_id)
);

-- What people decided, in order: it outlives the questions, and is applied again after a replay.
CREATE TABLE contacts_decisions (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       TEXT        NOT NULL,
    contact_id UUID,
    subject    JSONB       NOT NULL DEFAULT '{}',
    decided_by TEXT        NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_contacts_decisions_contact ON contacts_decisions (contact_id);

-- The list of its account that a quarantined contact stood in.
ALTER TABLE contacts_quarantine ADD COLUMN stream TEXT NOT NULL DEFAULT 'contacts';
