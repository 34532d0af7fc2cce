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
