package dev.kith.sync.backfill.write;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.ContactBatch;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Ends a run in the transaction that applied its last page: labels are resolved, what a full run did not see becomes a
 * candidate for deletion, and the cursor moves.
 */
public final class RunCompletion {

    /** SQL: the state of a run whose pages are all in and that nothing holds. */
    public static final String OUTCOME =
            "CASE WHEN quarantined > 0 OR stream_failures <> '[]' THEN 'PARTIAL' ELSE 'SUCCEEDED' END";

    // A page counts once, however many takers-over published it. What a run noticed that failed is this one's to
    // confirm.
    private static final String SWEEP = """
            WITH page AS (
                SELECT DISTINCT ON (p.page) p.stream, sum(p.listed) AS listed
                FROM contacts_sync_run_parts p JOIN contacts_sync_runs r ON r.run_id = p.run_id
                WHERE p.run_id = $3 AND p.fence >= r.chain_fence
                GROUP BY p.page, p.fence, p.stream HAVING count(*) = max(p.parts)
                ORDER BY p.page, p.fence DESC
            ), held AS (
                SELECT stream, sum(listed) AS people FROM page GROUP BY stream
            )
            INSERT INTO contacts_deletion_candidates
                (provider, account_id, external_contact_id, run_id, stream, reason)
            SELECT l.provider, l.account_id, l.external_contact_id, $3, l.stream, 'absent'
            FROM contacts_source_links l
            JOIN contacts_sync_runs r ON r.run_id = $3 AND r.mode = 'full' AND r.sweep_forbidden IS NULL
            JOIN contacts_sync_run_streams s
              ON s.run_id = $3 AND s.stream = l.stream AND s.complete
            JOIN held h ON h.stream = l.stream AND h.people >= coalesce(s.total, 0)
            WHERE l.provider = $1 AND l.account_id = $2 AND l.deleted_at IS NULL AND l.generation < r.generation
              AND (l.deletion_rejected_at IS NULL OR l.last_seen_at > l.deletion_rejected_at)
              AND NOT EXISTS (SELECT 1 FROM contacts_quarantine q
                              WHERE q.provider = $1 AND q.account_id = $2 AND q.status = 'open'
                                AND q.external_contact_id IN (l.external_contact_id, l.current_name))
            ON CONFLICT (provider, account_id, external_contact_id) DO UPDATE SET run_id = excluded.run_id
            WHERE NOT contacts_deletion_candidates.held
            """;

    // Reading single contacts anew says nothing of how far the account was read. Whether a full list was right is known
    // once the source was asked about whom it left out: until then, wrong ones before it count.
    private static final String STATE = """
            UPDATE contacts_sync_state
            SET sync_cursor = coalesce($3, sync_cursor),
                cursor_issued_at = CASE WHEN $3::text IS NULL THEN cursor_issued_at ELSE now() END,
                generation = greatest(generation, $4),
                last_full_sync_at = CASE WHEN $5 THEN (SELECT started_at FROM contacts_sync_runs WHERE run_id = $6)
                                         ELSE last_full_sync_at END,
                last_incremental_sync_at = CASE WHEN $5 THEN last_incremental_sync_at ELSE now() END,
                last_success_at = now(), last_error = NULL, failures_in_row = 0,
                wrong_lists = CASE WHEN NOT $5 OR EXISTS (SELECT 1 FROM contacts_deletion_candidates
                                                          WHERE run_id = $6 AND reason = 'absent')
                                   THEN wrong_lists ELSE 0 END,
                full_requested = full_requested AND NOT $5,
                overwrites_approved = overwrites_approved AND NOT $5
            WHERE provider = $1 AND account_id = $2
              AND EXISTS (SELECT 1 FROM contacts_sync_runs WHERE run_id = $6 AND trigger <> 'reconcile')
            """;

    private static final String ACCOUNT = """
            UPDATE contacts_source_accounts
            SET last_success_at = now(),
                health = CASE WHEN health IN ('degraded', 'needs_consent') THEN 'ok' ELSE health END,
                health_message = CASE WHEN health IN ('degraded', 'needs_consent') THEN NULL ELSE health_message END
            WHERE provider = $1 AND account_id = $2
              AND EXISTS (SELECT 1 FROM contacts_sync_runs WHERE run_id = $3 AND trigger <> 'reconcile')
            """;

    // A run with candidates stays open until somebody asked the source about them.
    private static final String RUN = """
            UPDATE contacts_sync_runs r
            SET last_page = $2, next_cursor = $3,
                phase = CASE WHEN d.open THEN 'CONFIRMING' WHEN r.overwrites_held IS NOT NULL THEN 'CONFIRMING'
                             ELSE 'DONE' END,
                state = CASE WHEN d.open THEN 'RUNNING' WHEN r.overwrites_held IS NOT NULL THEN 'HELD'
                             ELSE %s END,
                error_code = CASE WHEN r.overwrites_held IS NULL THEN r.error_code ELSE 'held' END,
                error_message = CASE WHEN r.overwrites_held IS NULL THEN r.error_message
                                     ELSE replace($4, '{field}', r.overwrites_held) END,
                ended_at = CASE WHEN d.open OR r.overwrites_held IS NOT NULL THEN NULL ELSE now() END
            FROM (SELECT EXISTS (SELECT 1 FROM contacts_deletion_candidates WHERE run_id = $1 AND NOT held) AS open) d
            WHERE r.run_id = $1
            """.formatted(OUTCOME);

    private static final String HELD_MESSAGE =
            "This full run wants to overwrite the field {field} of more than 30 % of the account's people. It kept what was there:"
                    + " approve the run if the source is right, reject it if not.";

    private static final String ASK = """
            INSERT INTO contacts_review_items (kind, subject, provider, account_id, evidence)
            SELECT 'held_run', run_id::text, provider, account_id,
                   jsonb_build_object('runId', run_id, 'field', overwrites_held, 'reason', error_message)
            FROM contacts_sync_runs WHERE run_id = $1 AND state = 'HELD' AND overwrites_held IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    private static final String MARK_HELD = """
            UPDATE contacts_source_accounts a SET health = 'held', health_message = r.error_message
            FROM contacts_sync_runs r
            WHERE r.run_id = $1 AND r.state = 'HELD' AND r.overwrites_held IS NOT NULL
              AND a.provider = r.provider AND a.account_id = r.account_id AND a.health IN ('ok', 'degraded')
            """;

    private static final String FAILED = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'incomplete',
                error_message = 'A page of this run never arrived. ' || CASE provider
                    WHEN 'macos' THEN 'Run the agent with --full, so that it sends everything again.'
                    ELSE 'Nothing is lost: the next run starts from the last good cursor.' END
            WHERE run_id = $1
            """;

    private static final String STILL_IN_FULL = """
            UPDATE contacts_sync_state s SET full_requested = true
            FROM contacts_sync_runs r
            WHERE r.run_id = $1 AND r.mode = 'full' AND s.provider = r.provider AND s.account_id = r.account_id
            """;

    private RunCompletion() {}

    /** Stores groups as they come; tells whether any is new or differs. */
    public static Uni<Boolean> groups(SqlConnection connection, AccountKey account, List<CanonicalGroup> groups) {
        return groups.isEmpty() ? Uni.createFrom().item(false) : Labels.groups(connection, account, groups);
    }

    /** Stores groups of a record that was not applied in its turn: what is known already may be later, and stays. */
    public static Uni<GroupsAgain> groupsAgain(
            SqlConnection connection, AccountKey account, List<CanonicalGroup> groups) {
        return groups.isEmpty()
                ? Uni.createFrom().item(GroupsAgain.NONE)
                : Labels.groupsAgain(connection, account, groups);
    }

    /** Gives everybody the labels that the account's groups ask for. */
    public static Uni<Void> labels(SqlConnection connection, AccountKey account) {
        return Labels.resolve(connection, account);
    }

    /** Ends the run as complete. */
    public static Uni<Void> complete(SqlConnection connection, AccountKey account, ContactBatch last) {
        UUID runId = last.run().runId();
        boolean full = last.run().mode() == SyncMode.FULL;
        return Labels.resolve(connection, account, runId)
                .chain(() -> full
                        ? Rows.execute(connection, SWEEP, Tuple.of(account.provider(), account.accountId(), runId))
                        : Uni.createFrom().item(0))
                .chain(() -> Rows.execute(
                        connection,
                        STATE,
                        Tuple.of(
                                account.provider(),
                                account.accountId(),
                                last.nextSyncCursor(),
                                last.run().generation(),
                                full,
                                runId)))
                .chain(() ->
                        Rows.execute(connection, ACCOUNT, Tuple.of(account.provider(), account.accountId(), runId)))
                .chain(() -> Rows.execute(
                        connection, RUN, Tuple.of(runId, last.run().page(), last.nextSyncCursor(), HELD_MESSAGE)))
                .chain(() ->
                        full ? askIfHeld(connection, runId) : Uni.createFrom().voidItem());
    }

    /** Puts a run that stopped short of overwriting too much before a person. */
    static Uni<Void> askIfHeld(SqlConnection connection, UUID runId) {
        return Rows.execute(connection, ASK, Tuple.of(runId))
                .chain(() -> Rows.execute(connection, MARK_HELD, Tuple.of(runId)))
                .replaceWithVoid();
    }

    /** Ends the run as failed, because a page before its last one is missing. The cursor stays. */
    public static Uni<Void> incomplete(SqlConnection connection, UUID runId) {
        return Rows.execute(connection, FAILED, Tuple.of(runId)).chain(() -> stillInFull(connection, runId));
    }

    /** What a run was to list in full and did not is still to be: the cursor may be one that passes something over. */
    public static Uni<Void> stillInFull(SqlConnection connection, UUID runId) {
        return Rows.execute(connection, STILL_IN_FULL, Tuple.of(runId)).replaceWithVoid();
    }
}
