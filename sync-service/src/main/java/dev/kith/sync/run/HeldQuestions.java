package dev.kith.sync.run;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.SyncRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** What people see of a held run: the question in the review, and the account's health. */
final class HeldQuestions {

    private static final String ASK = """
            INSERT INTO contacts_review_items (kind, subject, provider, account_id, evidence)
            VALUES ('held_run', $1, $2, $3, $4) ON CONFLICT DO NOTHING
            """;

    private static final String MARK_HELD = """
            UPDATE contacts_source_accounts SET health = 'held', health_message = $3
            WHERE provider = $1 AND account_id = $2 AND health IN ('ok', 'degraded')
            """;

    private static final String ANSWER = """
            UPDATE contacts_review_items SET status = 'resolved', decision = $2, decided_by = $3, decided_at = now()
            WHERE kind = 'held_run' AND subject = $1 AND status = 'open'
            """;

    private static final String UNHOLD = """
            UPDATE contacts_source_accounts a SET health = 'ok', health_message = NULL
            WHERE a.provider = $1 AND a.account_id = $2 AND a.health = 'held' AND NOT EXISTS (
                SELECT 1 FROM contacts_sync_runs r
                WHERE r.provider = $1 AND r.account_id = $2 AND r.state = 'HELD')
            """;

    private HeldQuestions() {}

    static Uni<Void> ask(SqlConnection connection, SourceAccount account, UUID runId, JsonObject evidence) {
        Tuple question = Tuple.of(runId.toString(), account.provider(), account.accountId(), evidence);
        return connection
                .preparedQuery(MARK_HELD)
                .execute(Tuple.of(account.provider(), account.accountId(), evidence.getString("reason")))
                .chain(() -> connection.preparedQuery(ASK).execute(question))
                .replaceWithVoid();
    }

    static Uni<Void> answer(
            SqlConnection connection, SourceAccount account, UUID runId, String decision, String decidedBy) {
        return connection
                .preparedQuery(ANSWER)
                .execute(Tuple.of(runId.toString(), decision, decidedBy))
                .chain(() ->
                        connection.preparedQuery(UNHOLD).execute(Tuple.of(account.provider(), account.accountId())))
                .replaceWithVoid();
    }

    /** Of two people who decide at the same moment, the second finds that nothing is held any more. */
    static void requireHeld(RowSet<Row> claimed) {
        if (claimed.rowCount() == 0) {
            throw notHeld();
        }
    }

    static SyncRefusedException notHeld() {
        return new SyncRefusedException(Reason.NOT_HELD, "The run is not held: there is nothing to decide.");
    }
}
