package dev.kith.sync.log;

import dev.kith.model.BatchSplitter;
import dev.kith.model.ContactBatch;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets aside contacts that fit no record of the log, not even without their raw payload. */
@ApplicationScoped
class OversizedContacts {

    private static final String SET_ASIDE = """
            WITH aside AS (
                INSERT INTO contacts_quarantine AS q (provider, account_id, external_contact_id, run_id, log_topic,
                                                      log_partition, log_offset, reason, message)
                SELECT $1, $2, external_id, $3, $4, -1, -1, 'too_big',
                       'This contact is too big for the log. Shorten it at its source; the next sync tries again.'
                FROM unnest($5::text[]) external_id
                ON CONFLICT (provider, account_id, external_contact_id)
                    WHERE status = 'open' AND external_contact_id IS NOT NULL
                DO UPDATE SET run_id = excluded.run_id, attempts = q.attempts + 1
            )
            UPDATE contacts_sync_runs SET quarantined = quarantined + $6 WHERE run_id = $3
            """;

    private final Pool pool;

    OversizedContacts(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> setAside(SourceAccount account, ContactBatch page, List<BatchSplitter.Oversized> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] externalIds =
                contacts.stream().map(BatchSplitter.Oversized::externalId).toArray(String[]::new);
        Tuple arguments = Tuple.of(
                        account.provider(), account.accountId(), page.run().runId(), Topics.CONTACTS)
                .addArrayOfString(externalIds)
                .addInteger(externalIds.length);
        return pool.preparedQuery(SET_ASIDE).execute(arguments).replaceWithVoid();
    }
}
