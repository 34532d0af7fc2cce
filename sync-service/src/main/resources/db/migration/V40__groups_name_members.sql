-- Some sources' groups name their members: by UID, within the group's own stream.
ALTER TABLE contacts_source_groups ADD COLUMN etag TEXT;
ALTER TABLE contacts_source_groups ADD COLUMN members TEXT[] NOT NULL DEFAULT '{}';
