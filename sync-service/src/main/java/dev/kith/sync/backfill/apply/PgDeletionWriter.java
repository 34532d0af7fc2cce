package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.Deletions;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Marks links deleted in PostgreSQL. */
@ApplicationScoped
class PgDeletionWriter implements DeletionWriter {

    private final Pool pool;
    private final Heirs heirs;

    PgDeletionWriter(Pool pool, Heirs heirs) {
        this.pool = pool;
        this.heirs = heirs;
    }

    @Override
    public Uni<Integer> apply(SourceAccount account, UUID runId, Set<String> externalIds) {
        return OptimisticTransaction.in(pool, connection -> apply(connection, account, runId, externalIds));
    }

    @Override
    public Uni<Integer> apply(SqlConnection connection, SourceAccount account, UUID runId, Set<String> externalIds) {
        AccountKey key = new AccountKey(account.provider(), account.accountId());
        return Deletions.apply(connection, key, runId, externalIds, heirs);
    }
}
