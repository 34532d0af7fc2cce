-- Two people may share a landline or a family address. Whatever made values of contact_info unique in a database that was
-- adopted, and whatever it is called, goes.
DO
$$
    DECLARE
        obstacle RECORD;
    BEGIN
        FOR obstacle IN
            SELECT i.indexrelid::regclass AS index, c.conname
            FROM pg_index i
            LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
            WHERE i.indrelid = 'contact_info'::regclass AND i.indisunique AND NOT i.indisprimary AND i.indexprs IS NULL
              AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
                   WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)) IN ('{type,value}', '{value}')
        LOOP
            IF obstacle.conname IS NULL THEN
                EXECUTE format('DROP INDEX %s', obstacle.index);
            ELSE
                EXECUTE format('ALTER TABLE contact_info DROP CONSTRAINT %I', obstacle.conname);
            END IF;
        END LOOP;
    END
$$;
