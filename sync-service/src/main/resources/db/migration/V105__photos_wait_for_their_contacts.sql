-- The CRM can be emptied and made again: photos wait for their contacts, as everything else of the module does. A foreign key
-- would have them emptied, too.
-- The version before reads and writes both tables meanwhile, in either order: for ten seconds whoever holds one is not made to
-- wait for the other by this.
DO
$$
    BEGIN
        FOR attempt IN 1..200 LOOP
            BEGIN
                LOCK TABLE contacts, contacts_photos IN ACCESS EXCLUSIVE MODE NOWAIT;
                RETURN;
            EXCEPTION WHEN lock_not_available THEN
                PERFORM pg_sleep(0.05);
            END;
        END LOOP;
        LOCK TABLE contacts, contacts_photos IN ACCESS EXCLUSIVE MODE;
    END
$$;
ALTER TABLE contacts_photos DROP CONSTRAINT IF EXISTS contacts_photos_contact_id_fkey;

-- Whoever deletes contacts deletes their photos, whatever role and search path that is done with. Where nobody is left, the
-- CRM was emptied.
CREATE FUNCTION kith_photos_follow() RETURNS TRIGGER
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    EXECUTE format(
        'DELETE FROM %1$I.contacts_photos p USING gone WHERE p.contact_id = gone.id AND EXISTS (SELECT FROM %1$I.contacts)',
        TG_TABLE_SCHEMA);
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION kith_photos_follow() FROM PUBLIC;
CREATE TRIGGER contacts_photos_follow
    AFTER DELETE ON contacts REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION kith_photos_follow();
