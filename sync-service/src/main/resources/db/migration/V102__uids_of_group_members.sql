-- Members of groups stand as links hold their UIDs, so that one is found among them by comparing.
UPDATE contacts_source_groups
SET members = ARRAY (
    SELECT DISTINCT regexp_replace(lower(member), '^urn:uuid:|:abperson$', '', 'g') FROM unnest(members) AS member)
WHERE EXISTS (
    SELECT 1 FROM unnest(members) AS member WHERE member <> regexp_replace(lower(member), '^urn:uuid:|:abperson$', '', 'g'));
