package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/**
 * The lock on an account's state, until the transaction ends. It is taken before anything else of the account: another
 * order could block two transactions for good. What stands in other tables is read by a statement of its own after it: one
 * that waits for the lock goes on with what those held before it waited.
 */
public final class AccountLock {

    private static final String TAKE =
            "SELECT 1 FROM contacts_sync_state WHERE provider = $1 AND account_id = $2 FOR UPDATE";

    private static final String TAKE_OF_SET_ASIDE = """
            SELECT 1 FROM contacts_sync_state
            WHERE (provider, account_id) = (SELECT provider, account_id FROM contacts_quarantine WHERE id = $1) FOR UPDATE
            """;

    private AccountLock() {}

    public static Uni<Void> take(SqlConnection connection, AccountKey account) {
        return Rows.execute(connection, TAKE, Tuple.of(account.provider(), account.accountId()))
                .replaceWithVoid();
    }

    /** Takes that of the account from which something came that is set aside. */
    public static Uni<Void> takeOfSetAside(SqlConnection connection, UUID id) {
        return Rows.execute(connection, TAKE_OF_SET_ASIDE, Tuple.of(id)).replaceWithVoid();
    }
}
