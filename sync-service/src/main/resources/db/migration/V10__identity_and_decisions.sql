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
