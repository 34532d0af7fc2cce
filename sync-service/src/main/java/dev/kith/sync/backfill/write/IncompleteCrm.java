package dev.kith.sync.backfill.write;

/** A CRM that was emptied, and is not wholly made again yet: who is missing there was not deleted. */
public final class IncompleteCrm {

    /**
     * Whether it is one. A few who are missing were deleted with SQL; most of all, or anybody after the last attempt at
     * making it again was broken off, were not.
     */
    public static final String CONDITION = """
            (EXISTS (SELECT 1 FROM contacts_replays WHERE state = 'RUNNING' AND rebuild AND NOT dry_run)
             OR (SELECT count(*) FILTER (WHERE c.id IS NULL) > CASE
                            WHEN (SELECT state <> 'SUCCEEDED' FROM contacts_replays WHERE rebuild AND NOT dry_run
                                  ORDER BY started_at DESC LIMIT 1) THEN 0
                            ELSE count(c.id) END
                 FROM contacts_provenance p LEFT JOIN contacts c ON c.id = p.contact_id))
            """;

    private IncompleteCrm() {}
}
