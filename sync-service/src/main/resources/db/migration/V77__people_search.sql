-- Search over parts of words, whatever their case and accents. Both extensions come with PostgreSQL and are trusted: whoever
-- may create in the database may create them.
DO
$$
DECLARE
    needed TEXT;
BEGIN
    FOREACH needed IN ARRAY ARRAY ['pg_trgm', 'unaccent'] LOOP
        BEGIN
            EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I', needed);
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION USING ERRCODE = 'KT001', MESSAGE = format(
                'the extension %s is needed, and %s may not create it here (%s)', needed, current_user, SQLERRM);
        END;
    END LOOP;
END
$$;

-- The extensions may stand in another schema already, which statements do not look into.
DO
$$
DECLARE
    trigrams TEXT := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                      WHERE e.extname = 'pg_trgm');
    accents  TEXT := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                      WHERE e.extname = 'unaccent');
BEGIN
    -- Marked immutable, so that it can be indexed: nobody edits the rules of unaccent. Plain ASCII, as most values are, is
    -- spared the dictionary.
    EXECUTE format($f$
        CREATE FUNCTION kith_fold(value TEXT) RETURNS TEXT
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $body$
        SELECT lower(CASE WHEN octet_length($1) = length($1) THEN $1
                          ELSE %1$I.unaccent(%2$L::regdictionary, normalize($1, NFC)) END)
        $body$
        $f$, accents, quote_ident(accents) || '.unaccent');
    CREATE FUNCTION kith_digits(value TEXT) RETURNS TEXT
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    $body$
    SELECT translate($1, translate($1, '0123456789', ''), '')
    $body$;
    EXECUTE format($f$
        CREATE INDEX idx_contacts_search ON contacts USING gin (kith_fold(
            name || ' ' || coalesce(first_name, '') || ' ' || coalesce(middle_name, '') || ' ' || coalesce(last_name, '')
            || ' ' || coalesce(nickname, '') || ' ' || coalesce(company, '')) %1$I.gin_trgm_ops);
        CREATE INDEX idx_contact_info_search_email ON contact_info
            USING gin (kith_fold(value) %1$I.gin_trgm_ops) WHERE type = 'email';
        CREATE INDEX idx_contact_info_search_phone ON contact_info
            USING gin (kith_digits(value) %1$I.gin_trgm_ops) WHERE type = 'phone';
        $f$, trigrams);
END
$$;
