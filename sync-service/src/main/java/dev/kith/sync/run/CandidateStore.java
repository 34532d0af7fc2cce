package dev.kith.sync.run;

import dev.kith.sync.account.AccountSchedule;
import dev.kith.sync.backfill.write.OverwriteLedger;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Deletions that runs noticed and nobody applied yet, and the runs they hold. */
@ApplicationScoped
class CandidateStore {

    private static final String DROP_SEEN_AGAIN = """
            DELETE FROM contacts_deletion_candidates c
            USING contacts_source_links l, contacts_sync_runs r
            WHERE c.run_id = $1 AND r.run_id = c.run_id
              AND l.provider = c.provider AND l.account_id = c.account_id
              AND l.external_contact_id = c.external_contact_id
              AND (l.deleted_at IS NOT NULL OR l.last_seen_at > c.noticed_at OR l.generation > r.generation)
            """;

    /** Whose deletion was rejected and who was not seen since says nothing of how many there should be. */
    private static final String LIVE = """
            SELECT stream, count(*) AS links FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND deleted_at IS NULL
              AND (deletion_rejected_at IS NULL OR last_seen_at > deletion_rejected_at)
            GROUP BY stream
            """;

    private static final String REFUTE = """
            WITH refuted AS (
                DELETE FROM contacts_deletion_candidates WHERE run_id = $3 AND external_contact_id = ANY ($5)
                RETURNING reason
            ), missed AS (
                SELECT count(*) AS people FROM refuted WHERE reason = 'absent'
            )
            UPDATE contacts_sync_state s
            SET full_requested = s.full_requested OR s.wrong_lists < $6, wrong_lists = s.wrong_lists + 1,
                failures_in_row = s.failures_in_row + 1, last_error = replace($4, '{people}', missed.people::text)
            FROM missed WHERE missed.people > 0 AND s.provider = $1 AND s.account_id = $2
            """;

    /** A source that never lists somebody whom it has would have everything read anew for ever. */
    private static final int WRONG_LISTS_IN_ROW = 3;

    private static final String WRONG_LIST = "The source's list left out contacts that it still has ({people})."
            + " Nobody was deleted; the whole list is read again.";

    private static final String HOLD = """
            UPDATE contacts_sync_runs SET state = 'HELD', error_code = 'held', error_message = $2
            WHERE run_id = $1 AND state = 'RUNNING' AND phase = 'CONFIRMING'
            """;

    private static final String HOLD_CANDIDATES =
            "UPDATE contacts_deletion_candidates SET held = true WHERE run_id = $1";

    private static final String END_REJECTED = """
            UPDATE contacts_sync_runs
            SET state = %s, phase = 'DONE', ended_at = now(), error_code = NULL, error_message = NULL
            WHERE run_id = $1 AND state = 'HELD'
            """.formatted(RunCompletion.OUTCOME);

    /** One that waits with a listing is decided elsewhere. */
    private static final String CLAIM =
            "SELECT 1 FROM contacts_sync_runs WHERE run_id = $1 AND state = 'HELD' AND phase <> 'FETCHING' FOR UPDATE";

    private static final String NOTHING_WRONG =
            "UPDATE contacts_sync_runs SET error_code = NULL, error_message = NULL WHERE run_id = $1";

    private static final String KEEP_LINKS = """
            UPDATE contacts_source_links l SET deletion_rejected_at = now()
            FROM contacts_deletion_candidates c
            WHERE c.run_id = $1 AND l.provider = c.provider AND l.account_id = c.account_id
              AND l.external_contact_id = c.external_contact_id
            """;

    private static final String DROP = "DELETE FROM contacts_deletion_candidates WHERE run_id = $1";

    private static final String MAY_OVERWRITE = """
            UPDATE contacts_sync_state s SET overwrites_approved = true, full_requested = true
            FROM contacts_sync_runs r
            WHERE r.run_id = $1 AND r.overwrites_held IS NOT NULL
              AND s.provider = r.provider AND s.account_id = r.account_id
            """;

    private final Pool pool;

    CandidateStore(Pool pool) {
        this.pool = pool;
    }

    /** The candidates of a run by external id, with their streams, after those seen again were dropped. */
    Uni<Map<String, String>> unseen(UUID runId) {
        return unseen(pool, runId);
    }

    private static Uni<Map<String, String>> unseen(SqlClient client, UUID runId) {
        return client.preparedQuery(DROP_SEEN_AGAIN)
                .execute(Tuple.of(runId))
                .chain(() -> client.preparedQuery(
                                "SELECT external_contact_id, stream FROM contacts_deletion_candidates WHERE run_id = $1")
                        .execute(Tuple.of(runId)))
                .map(rows -> {
                    Map<String, String> streams = new HashMap<>();
                    rows.forEach(row -> streams.put(row.getString("external_contact_id"), row.getString("stream")));
                    return streams;
                });
    }

    /** How many contacts of each stream are taken to be there. */
    Uni<Map<String, Long>> live(SourceAccount account) {
        return pool.preparedQuery(LIVE)
                .execute(Tuple.of(account.provider(), account.accountId()))
                .map(rows -> {
                    Map<String, Long> links = new HashMap<>();
                    rows.forEach(row -> links.put(row.getString("stream"), row.getLong("links")));
                    return links;
                });
    }

    /**
     * Drops candidates whom the source still has. A list that left them out was wrong, and so is a cursor that begins at
     * its end: whatever changed before it would be passed over. It is read again, at the usual time and some times at most: a
     * source may go on with its wrong list.
     */
    Uni<Void> refute(SourceAccount account, UUID runId, Collection<String> externalIds) {
        Tuple arguments = Tuple.of(account.provider(), account.accountId(), runId, WRONG_LIST)
                .addArrayOfString(externalIds.toArray(String[]::new))
                .addInteger(WRONG_LISTS_IN_ROW);
        return externalIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(connection ->
                        AccountSchedule.lock(connection, account).chain(() -> execute(connection, REFUTE, arguments)));
    }

    /**
     * Stops the run until somebody decides: state, health and question in one transaction. Nobody is asked about one that
     * ended meanwhile, or waits already.
     *
     * @return whether somebody is asked
     */
    Uni<Boolean> hold(SourceAccount account, UUID runId, String reason, int candidates) {
        return pool.withTransaction(connection -> hold(connection, account, runId, reason, candidates));
    }

    /** The same where the source could not be asked: whether its list was right is not known, so it is read again. */
    Uni<Boolean> holdUnasked(SourceAccount account, UUID runId, String reason, int candidates) {
        return pool.withTransaction(connection -> hold(connection, account, runId, reason, candidates)
                .call(held -> held
                        ? AccountSchedule.fullNext(connection, account)
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> hold(
            SqlConnection connection, SourceAccount account, UUID runId, String reason, int candidates) {
        var evidence = new JsonObject()
                .put("runId", runId.toString())
                .put("candidates", candidates)
                .put("reason", reason);
        return AccountSchedule.lock(connection, account)
                .chain(() -> connection.preparedQuery(HOLD).execute(Tuple.of(runId, reason)))
                .map(held -> held.rowCount() == 1)
                .call(held -> held
                        ? execute(connection, HOLD_CANDIDATES, Tuple.of(runId))
                                .chain(() -> HeldQuestions.ask(connection, account, runId, evidence))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Decides for what a held run wants to do, which no second decision can follow. Fails with {@link SyncRefusedException}
     * when somebody decided already.
     */
    Uni<Void> approve(SourceAccount account, UUID runId, String decidedBy, Applied applied) {
        return decide(
                account,
                runId,
                connection -> unseen(connection, runId)
                        .chain(unseen -> applied.by(connection, unseen.keySet()))
                        .chain(() -> execute(connection, NOTHING_WRONG, Tuple.of(runId)))
                        .chain(() -> OverwriteLedger.forget(connection, runId))
                        .chain(() -> connection.preparedQuery(MAY_OVERWRITE).execute(Tuple.of(runId)))
                        .chain(allowed -> allowed.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : AccountSchedule.dueAtOnce(connection, account))
                        .chain(() -> HeldQuestions.answer(connection, account, runId, "approve", decidedBy)));
    }

    /** Applies deletions in the transaction that decides about them. */
    interface Applied {
        Uni<Void> by(SqlConnection connection, Set<String> externalIds);
    }

    /**
     * Decides against it: ends the run, has everything listed anew, and remembers what was rejected until the source says
     * something else. Fails as approving does.
     */
    Uni<Void> reject(SourceAccount account, UUID runId, String decidedBy) {
        return decide(
                account,
                runId,
                connection -> execute(connection, DROP_SEEN_AGAIN, Tuple.of(runId))
                        .chain(() -> execute(connection, KEEP_LINKS, Tuple.of(runId)))
                        .chain(() -> execute(connection, DROP, Tuple.of(runId)))
                        .chain(() -> OverwriteLedger.keepWhatIsHere(connection, runId))
                        .chain(() -> execute(connection, END_REJECTED, Tuple.of(runId)))
                        .chain(() -> AccountSchedule.fullNext(connection, account))
                        .chain(() -> AccountSchedule.dueAtOnce(connection, account))
                        .chain(() -> HeldQuestions.answer(connection, account, runId, "reject", decidedBy)));
    }

    private Uni<Void> decide(SourceAccount account, UUID runId, Function<SqlConnection, Uni<Void>> decision) {
        return OptimisticTransaction.in(
                pool,
                connection -> AccountSchedule.lock(connection, account)
                        .chain(() -> connection.preparedQuery(CLAIM).execute(Tuple.of(runId)))
                        .invoke(HeldQuestions::requireHeld)
                        .chain(() -> decision.apply(connection)));
    }

    private static Uni<Void> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments).replaceWithVoid();
    }
}
