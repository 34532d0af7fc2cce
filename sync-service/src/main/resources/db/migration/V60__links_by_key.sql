-- Links are found by their key alone. An index that begins like it misleads the planner as long as it has no statistics
-- of a table that fills for the first time, and keeps a mark of having been seen from being written in place.
DROP INDEX IF EXISTS idx_contacts_source_links_generation;
DROP INDEX IF EXISTS idx_contacts_source_links_seen;
ALTER TABLE contacts_source_links SET (fillfactor = 85);
