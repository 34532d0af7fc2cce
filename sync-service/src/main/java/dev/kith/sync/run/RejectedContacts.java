package dev.kith.sync.run;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.UnloggedContacts;
import dev.kith.sync.backfill.write.UnloggedContacts.Unlogged;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage.Rejected;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sets aside what a source could not read of itself, where people see it. */
@ApplicationScoped
class RejectedContacts {

    private static final String UNREADABLE = "unreadable";

    private final Pool pool;

    RejectedContacts(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> setAside(SourceAccount account, UUID runId, List<Rejected> rejected) {
        return UnloggedContacts.setAside(
                pool,
                new AccountKey(account.provider(), account.accountId()),
                runId,
                UNREADABLE,
                rejected.stream()
                        .map(one -> new Unlogged(one.externalId(), one.message()))
                        .toList());
    }
}
