package dev.kith.sync.log;

import dev.kith.model.BatchSplitter;
import dev.kith.model.ContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.UnloggedContacts;
import dev.kith.sync.backfill.write.UnloggedContacts.Unlogged;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets aside contacts that fit no record of the log, not even without their raw payload. */
@ApplicationScoped
class OversizedContacts {

    private static final String TOO_BIG = "too_big";
    private static final String MESSAGE =
            "This contact is too big for the log. Shorten it at its source; the next sync tries again.";

    private final Pool pool;

    OversizedContacts(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> setAside(SourceAccount account, ContactBatch page, List<BatchSplitter.Oversized> contacts) {
        return UnloggedContacts.setAside(
                pool,
                new AccountKey(account.provider(), account.accountId()),
                page.run().runId(),
                TOO_BIG,
                contacts.stream()
                        .map(contact -> new Unlogged(contact.externalId(), MESSAGE))
                        .toList());
    }
}
