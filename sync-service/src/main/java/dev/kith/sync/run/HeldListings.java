package dev.kith.sync.run;

import dev.kith.sync.account.AccountSchedule;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.SyncRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Runs that wait for a decision before a doubtful listing is read. An account has one at most. */
@ApplicationScoped
class HeldListings {

    private static final String HOLD = """
            UPDATE contacts_sync_runs r
            SET state = 'HELD', error_code = 'held', error_message = $4, doubtful_stream = $5
            WHERE r.run_id = $3 AND r.state = 'RUNNING' AND r.phase = 'FETCHING'
              AND NOT EXISTS (SELECT 1 FROM contacts_sync_runs o
                              WHERE o.provider = $1 AND o.account_id = $2 AND o.state = 'HELD' AND o.phase = 'FETCHING')
            """;

    private static final String END_AS_ANOTHER_WAITS = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'held',
                error_message = 'An earlier run of this account waits for a decision about the same list.'
            WHERE run_id = $1 AND state = 'RUNNING' AND phase = 'FETCHING'
            """;

    /** Somebody who asks for a sync wants to be asked; the scheduler is not answered otherwise than before. */
    private static final String REJECTED_BEFORE = """
            SELECT 1 FROM contacts_sync_runs r
            JOIN contacts_sync_state s USING (provider, account_id)
            JOIN contacts_review_items i USING (provider, account_id)
            WHERE r.run_id = $1 AND r.trigger <> 'request' AND i.kind = 'held_run' AND i.decision = 'reject'
              AND i.evidence ->> 'reason' = $2 AND i.decided_at > coalesce(s.last_full_sync_at, '-infinity')
            """;

    private static final String END_AS_REJECTED = """
            WITH ended AS (
                UPDATE contacts_sync_runs
                SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'rejected', error_message = $2
                WHERE run_id = $1 AND state = 'RUNNING' AND phase = 'FETCHING'
                RETURNING provider, account_id
            ), moved AS (
                UPDATE contacts_sync_state s SET last_error = $2, failures_in_row = s.failures_in_row + 1
                FROM ended WHERE s.provider = ended.provider AND s.account_id = ended.account_id
            )
            UPDATE contacts_source_accounts a SET health = 'degraded', health_message = $2
            FROM ended WHERE a.provider = ended.provider AND a.account_id = ended.account_id AND a.health = 'ok'
            """;

    private static final String STILL_REJECTED =
            "The source still answers with the list that was rejected, so nothing of it is read. Connect the right address,"
                    + " or sync now to decide once more.";

    private static final String OPEN = """
            SELECT 1 FROM contacts_sync_runs WHERE provider = $1 AND account_id = $2 AND state = 'RUNNING'
            """;

    private static final String GO_ON = """
            UPDATE contacts_sync_runs
            SET state = 'RUNNING', error_code = NULL, error_message = NULL, doubtful_stream = NULL,
                approved_streams = approved_streams || doubtful_stream, chain_started_at = now(), next_attempt_at = NULL
            WHERE run_id = $1 AND state = 'HELD' AND phase = 'FETCHING'
            """;

    private static final String END = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = $4, error_message = $5
            WHERE provider = $1 AND account_id = $2 AND state = 'HELD' AND phase = 'FETCHING'
              AND ($3::uuid IS NULL OR run_id = $3)
            RETURNING run_id
            """;

    private final Pool pool;

    HeldListings(Pool pool) {
        this.pool = pool;
    }

    /**
     * Stops the run until somebody decides. Where another one waits already, or the same listing was rejected, this one
     * ends: one question is enough. Fails with {@link RunEndedException} when the lease was lost.
     */
    Uni<Void> hold(SourceAccount account, Lease lease, UUID runId, String stream, String reason) {
        return pool.withTransaction(connection -> AccountSchedule.lock(connection, account)
                .chain(() -> LeaseStore.requireHeld(connection, lease))
                .chain(() -> RunCompletion.stillInFull(connection, runId))
                .chain(() -> execute(connection, REJECTED_BEFORE, Tuple.of(runId, reason)))
                .chain(rejected -> rejected.size() > 0
                        ? execute(connection, END_AS_REJECTED, Tuple.of(runId, STILL_REJECTED))
                                .replaceWithVoid()
                        : hold(connection, account, runId, stream, reason)));
    }

    private static Uni<Void> hold(
            SqlConnection connection, SourceAccount account, UUID runId, String stream, String reason) {
        return execute(
                        connection,
                        HOLD,
                        key(account).addUUID(runId).addString(reason).addString(stream))
                .chain(held -> held.rowCount() == 0
                        ? execute(connection, END_AS_ANOTHER_WAITS, Tuple.of(runId))
                                .replaceWithVoid()
                        : ask(connection, account, runId, reason));
    }

    private static Uni<Void> ask(SqlConnection connection, SourceAccount account, UUID runId, String reason) {
        JsonObject evidence = new JsonObject().put("runId", runId.toString()).put("reason", reason);
        return HeldQuestions.ask(connection, account, runId, evidence);
    }

    /** Whether the run waits for such a decision. */
    Uni<Boolean> holds(UUID runId) {
        return pool.preparedQuery("""
                        SELECT 1 FROM contacts_sync_runs WHERE run_id = $1 AND state = 'HELD' AND phase = 'FETCHING'
                        """).execute(Tuple.of(runId)).map(rows -> rows.size() == 1);
    }

    /** Lets the run go on and read the list. Fails with {@link SyncRefusedException} while another run is open. */
    Uni<Void> approve(SourceAccount account, UUID runId, String decidedBy) {
        return pool.withTransaction(connection -> AccountSchedule.lock(connection, account)
                .chain(() -> execute(connection, OPEN, key(account)))
                .invoke(open -> {
                    if (open.size() > 0) {
                        throw new SyncRefusedException(
                                Reason.BUSY, "Another run of this account is under way. Approve again when it ended.");
                    }
                })
                .chain(() -> execute(connection, GO_ON, Tuple.of(runId)))
                .invoke(HeldQuestions::requireHeld)
                .chain(() -> AccountSchedule.dueAtOnce(connection, account))
                .chain(() -> HeldQuestions.answer(connection, account, runId, "approve", decidedBy)));
    }

    /** Ends the run with nothing read; the account's next one lists everything anew. */
    Uni<Void> reject(SourceAccount account, UUID runId, String decidedBy) {
        return pool.withTransaction(connection -> AccountSchedule.lock(connection, account)
                .chain(() -> execute(
                        connection,
                        END,
                        key(account)
                                .addUUID(runId)
                                .addString("rejected")
                                .addString("The listing was rejected: nothing of it was read.")))
                .invoke(HeldQuestions::requireHeld)
                .chain(() -> AccountSchedule.fullNext(connection, account))
                .chain(() -> HeldQuestions.answer(connection, account, runId, "reject", decidedBy)));
    }

    /** Takes the question back: a later run found everything in order. */
    Uni<Void> settle(SourceAccount account) {
        return pool.withTransaction(connection -> AccountSchedule.lock(connection, account)
                .chain(() -> execute(
                        connection,
                        END,
                        key(account)
                                .addUUID(null)
                                .addString("superseded")
                                .addString("A later run found the list as it was known.")))
                .chain(ended -> ended.size() == 0
                        ? Uni.createFrom().voidItem()
                        : HeldQuestions.answer(
                                connection, account, ended.iterator().next().getUUID("run_id"), "dismiss", "kith")));
    }

    private static Tuple key(SourceAccount account) {
        return Tuple.of(account.provider(), account.accountId());
    }

    private static Uni<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
