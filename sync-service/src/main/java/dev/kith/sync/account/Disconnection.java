package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes an account out of everything but history. */
@ApplicationScoped
class Disconnection {

    private static final String MARK_DISCONNECTED = """
            UPDATE contacts_source_accounts
            SET status = 'disconnected', disconnected_at = now(), health = 'ok', health_message = NULL,
                bound_identity = NULL
            WHERE provider = $1 AND account_id = $2
            """;
    private static final String STOP_POLLING = """
            UPDATE contacts_sync_leases
            SET next_run_at = 'infinity', owner = NULL, expires_at = NULL, fence = fence + 1
            WHERE provider = $1 AND account_id = $2
            """;
    private static final String FORGET_CURSOR = """
            UPDATE contacts_sync_state
            SET sync_cursor = NULL, cursor_issued_at = NULL, failures_in_row = 0, last_error = NULL,
                full_requested = false
            WHERE provider = $1 AND account_id = $2
            """;
    private static final String DROP_CANDIDATES =
            "DELETE FROM contacts_deletion_candidates WHERE provider = $1 AND account_id = $2";
    private static final String END_OPEN_RUNS = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'disconnected',
                error_message = 'The account was disconnected.'
            WHERE provider = $1 AND account_id = $2 AND state IN ('RUNNING', 'HELD')
            """;

    private static final String TAKE_QUESTIONS_BACK = """
            UPDATE contacts_review_items
            SET status = 'resolved', decision = 'dismiss', decided_by = 'kith', decided_at = now()
            WHERE provider = $1 AND account_id = $2 AND kind = 'held_run' AND status = 'open'
            """;

    private static final String FORGET_UNUSED = """
            WITH unused AS (
                DELETE FROM contacts_source_accounts a
                WHERE provider = $1 AND account_id = $2 AND disconnected_at IS NOT NULL AND last_success_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM contacts_source_links l
                                  WHERE l.provider = a.provider AND l.account_id = a.account_id)
                  AND NOT EXISTS (SELECT 1 FROM contacts_sync_runs r
                                  WHERE r.provider = a.provider AND r.account_id = a.account_id)
                RETURNING provider, account_id
            ), lease AS (
                DELETE FROM contacts_sync_leases USING unused
                WHERE contacts_sync_leases.provider = unused.provider
                  AND contacts_sync_leases.account_id = unused.account_id
            )
            DELETE FROM contacts_sync_state USING unused
            WHERE contacts_sync_state.provider = unused.provider AND contacts_sync_state.account_id = unused.account_id
            """;

    private final Pool pool;

    Disconnection(Pool pool) {
        this.pool = pool;
    }

    /** Forgets the account's credentials, cursor and open work, in one transaction; links and contacts stay. */
    Uni<Void> disconnect(SourceAccount account, List<String> credentialKeys) {
        var key = Tuple.of(account.provider(), account.accountId());
        return pool.withTransaction(connection -> execute(
                        connection,
                        "DELETE FROM google_oauth_credentials WHERE credential_key = ANY($1)",
                        Tuple.of(credentialKeys.toArray(String[]::new)))
                .call(() -> execute(connection, FORGET_CURSOR, key))
                .call(() -> execute(connection, STOP_POLLING, key))
                .call(() -> execute(connection, MARK_DISCONNECTED, key))
                .call(() -> execute(connection, DROP_CANDIDATES, key))
                .call(() -> execute(connection, END_OPEN_RUNS, key))
                .call(() -> execute(connection, TAKE_QUESTIONS_BACK, key))
                .replaceWithVoid());
    }

    /** Leaves no trace of a disconnected account from which nothing ever came. */
    Uni<Void> forgetUnused(SourceAccount account) {
        return pool.preparedQuery(FORGET_UNUSED)
                .execute(Tuple.of(account.provider(), account.accountId()))
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
