package dev.kith.sync.account;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What an account's next run will be, whoever has cause to change it. */
public final class AccountSchedule {

    private static final String FULL_NEXT =
            "UPDATE contacts_sync_state SET full_requested = true WHERE provider = $1 AND account_id = $2";
    private static final String DUE_AT_ONCE =
            "UPDATE contacts_sync_leases SET next_run_at = now() WHERE provider = $1 AND account_id = $2";

    private AccountSchedule() {}

    /** To be taken before anything else of the account, as the appliers do. */
    public static Uni<Void> lock(SqlConnection connection, SourceAccount account) {
        return AccountLock.take(connection, new AccountKey(account.provider(), account.accountId()));
    }

    /** Has the next run list everything. */
    public static Uni<Void> fullNext(SqlConnection connection, SourceAccount account) {
        return execute(connection, FULL_NEXT, account);
    }

    /** Lets the next poll take the account, whatever it was waiting for. */
    public static Uni<Void> dueAtOnce(SqlClient client, SourceAccount account) {
        return execute(client, DUE_AT_ONCE, account);
    }

    private static Uni<Void> execute(SqlClient client, String sql, SourceAccount account) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(account.provider(), account.accountId()))
                .replaceWithVoid();
    }
}
