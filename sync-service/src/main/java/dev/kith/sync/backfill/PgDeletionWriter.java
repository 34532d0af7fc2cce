package dev.kith.sync.backfill;

import dev.kith.sync.backfill.write.Deletions;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Marks links deleted in PostgreSQL. */
@ApplicationScoped
class PgDeletionWriter implements DeletionWriter {

    private final Pool pool;

    PgDeletionWriter(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Integer> apply(SourceAccount account, UUID runId, Set<String> externalIds) {
        AccountKey key = new AccountKey(account.provider(), account.accountId());
        return pool.withTransaction(connection -> Deletions.apply(connection, key, runId, externalIds));
    }
}
