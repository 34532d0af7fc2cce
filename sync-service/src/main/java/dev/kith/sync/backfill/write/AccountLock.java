package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The lock on an account's state, until the transaction ends. It is taken before anything else of the account: another
 * order could block two transactions for good.
 */
public final class AccountLock {

    private static final String TAKE =
            "SELECT 1 FROM contacts_sync_state WHERE provider = $1 AND account_id = $2 FOR UPDATE";

    private AccountLock() {}

    public static Uni<Void> take(SqlConnection connection, AccountKey account) {
        return Rows.execute(connection, TAKE, Tuple.of(account.provider(), account.accountId()))
                .replaceWithVoid();
    }
}
