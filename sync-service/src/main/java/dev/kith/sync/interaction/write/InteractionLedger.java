package dev.kith.sync.interaction.write;

import dev.kith.model.RunPosition;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.InteractionCounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the book of a run of interactions. Its pages do not build on one another: each counts once it is in, and the run
 * has arrived when all of them are.
 */
public final class InteractionLedger {

    private static final String BOOK = """
            WITH parts AS (
                INSERT INTO contacts_sync_run_parts (run_id, page, fence, part, parts)
                SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::int[], $5::int[])
                ON CONFLICT DO NOTHING
            )
            UPDATE contacts_sync_runs
            SET created = created + $6, unchanged = unchanged + $7, skipped = skipped + $8,
                quarantined = quarantined + $9, last_page = coalesce($10, last_page)
            WHERE run_id = $1
            """;

    // A page that is missing when the last one is applied never arrives: a partition keeps its order.
    private static final String ARRIVED = """
            UPDATE contacts_sync_runs r
            SET phase = CASE WHEN whole.pages = r.last_page THEN 'SETTLING' ELSE 'DONE' END,
                state = CASE WHEN whole.pages = r.last_page THEN r.state ELSE 'FAILED' END,
                ended_at = CASE WHEN whole.pages = r.last_page THEN NULL ELSE now() END,
                error_code = CASE WHEN whole.pages = r.last_page THEN NULL ELSE 'incomplete' END,
                error_message = CASE WHEN whole.pages = r.last_page THEN NULL
                    WHEN r.provider = 'file'
                    THEN 'Part of the file never arrived: import it again. What arrived is not imported twice.'
                    ELSE 'A page of this run never arrived; the others were applied. Look among the dead letters, or run the agent with --full.' END
            FROM (SELECT count(DISTINCT page) AS pages FROM (
                SELECT page FROM contacts_sync_run_parts WHERE run_id = $1
                GROUP BY page, fence HAVING count(*) = max(parts)) complete) whole
            WHERE r.run_id = $1
            """;

    private static final String END_SETTLED = """
            WITH ended AS (
                UPDATE contacts_sync_runs r
                SET state = %s, phase = 'DONE', ended_at = now()
                WHERE r.run_id = $1 AND r.state = 'RUNNING' AND r.phase = 'SETTLING'
                  AND NOT EXISTS (SELECT 1 FROM contacts_waiting_interactions w
                                  WHERE w.run_id = r.run_id AND w.make_contact)
                RETURNING r.provider, r.account_id, r.mode, r.started_at
            ), state AS (
                UPDATE contacts_sync_state s
                SET last_success_at = now(), last_error = NULL, failures_in_row = 0,
                    last_full_sync_at = CASE WHEN e.mode = 'full' THEN e.started_at ELSE s.last_full_sync_at END,
                    last_incremental_sync_at = CASE WHEN e.mode = 'full' THEN s.last_incremental_sync_at ELSE now() END
                FROM ended e WHERE s.provider = e.provider AND s.account_id = e.account_id
            )
            UPDATE contacts_source_accounts a SET last_success_at = now()
            FROM ended e WHERE a.provider = e.provider AND a.account_id = e.account_id
            """.formatted(RunCompletion.OUTCOME);

    private InteractionLedger() {}

    /** Books batches that were applied; the run goes over to settling with its last page. */
    public static Uni<Void> book(
            SqlConnection connection, UUID runId, List<RunPosition> positions, InteractionCounts counts) {
        Integer lastPage = positions.stream()
                .filter(position -> position.last() && position.endsPage())
                .map(RunPosition::page)
                .findFirst()
                .orElse(null);
        Tuple arguments = new Columns<>(positions, Tuple.of(runId))
                .integer(RunPosition::page)
                .number(RunPosition::fence)
                .integer(RunPosition::part)
                .integer(RunPosition::parts)
                .tuple()
                .addInteger(counts.created())
                .addInteger(counts.unchanged())
                .addInteger(counts.skipped())
                .addInteger(counts.quarantined())
                .addInteger(lastPage);
        return Rows.execute(connection, BOOK, arguments)
                .chain(() -> lastPage == null
                        ? Uni.createFrom().voidItem()
                        : Rows.execute(connection, ARRIVED, Tuple.of(runId)).replaceWithVoid());
    }

    /** Ends a run whose pages are all in and under which nothing waits to become a contact. */
    public static Uni<Void> endSettled(SqlConnection connection, AccountKey account, UUID runId) {
        return AccountLock.take(connection, account)
                .chain(() -> Rows.execute(connection, END_SETTLED, Tuple.of(runId)))
                .replaceWithVoid();
    }
}
