package dev.kith.sandbox.chaos;

import java.util.List;

/** Runs, cursors, positions in the log, what could not be read. */
final class SystemCheck {

    private static final String TWO_RUNS = """
            SELECT 'two runs at once: ' || a.provider || '/' || a.account_id
            FROM contacts_sync_runs a JOIN contacts_sync_runs b USING (provider, account_id)
            WHERE a.run_id < b.run_id AND a.state = 'RUNNING' AND b.state = 'RUNNING'
            """;
    private static final String STALE_FENCE = """
            SELECT 'a fence was applied that nobody held: ' || s.provider || '/' || s.account_id
            FROM contacts_sync_state s JOIN contacts_sync_leases l USING (provider, account_id)
            WHERE s.provider IN ('google', 'carddav') AND s.applied_fence > l.fence
            """;

    private static final String NO_CURSOR = """
            SELECT 'no cursor: ' || provider || '/' || account_id FROM contacts_sync_state
            WHERE provider IN ('google', 'carddav') AND sync_cursor IS NULL
            """;
    private static final String ILL = """
            SELECT 'ill: ' || provider || '/' || account_id || ' is ' || health FROM contacts_source_accounts
            WHERE health <> 'ok'
            """;
    private static final String COUNTED_WRONG = """
            SELECT 'a run counts wrongly: ' || run_id FROM contacts_sync_runs
            WHERE least(created, updated, unchanged, skipped, deleted, conflicts, quarantined) < 0
               OR unchanged > skipped OR ended_at < started_at
            """;
    private static final String HELD = """
            SELECT 'still held: ' || provider || '/' || account_id FROM contacts_sync_runs WHERE state = 'HELD'
            """;
    private static final String SET_ASIDE =
            "SELECT 'set aside: ' || reason FROM contacts_quarantine WHERE status = 'open'";
    private static final String DEAD_LETTERS = """
            SELECT count(*) || ' dead letters for %1$d records that nobody can read' FROM contacts_dead_letters
            HAVING count(*) <> %1$d
            """;

    private SystemCheck() {}

    static Oracle.Check atAnyTime() {
        return new Queries(List.of(TWO_RUNS, STALE_FENCE));
    }

    static Oracle.Check atRest(Truth truth) {
        return statement -> new Queries(
                        List.of(NO_CURSOR, ILL, COUNTED_WRONG, HELD, SET_ASIDE, DEAD_LETTERS.formatted(truth.poison())))
                .violations(statement);
    }
}
