package dev.kith.sync.run;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage.Rejected;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sets aside what a source could not read of itself, where people see it. */
@ApplicationScoped
class RejectedContacts {

    private static final String SET_ASIDE = """
            WITH aside AS (
                INSERT INTO contacts_quarantine AS q (provider, account_id, external_contact_id, run_id, log_topic,
                                                      log_partition, log_offset, reason, message)
                SELECT $1, $2, u.external_id, $3, '', -1, -1, 'unreadable', u.message
                FROM unnest($4::text[], $5::text[]) AS u (external_id, message)
                ON CONFLICT (provider, account_id, external_contact_id)
                    WHERE status = 'open' AND external_contact_id IS NOT NULL
                DO UPDATE SET run_id = excluded.run_id, message = excluded.message, attempts = q.attempts + 1
                WHERE q.run_id IS DISTINCT FROM excluded.run_id
                RETURNING 1
            )
            UPDATE contacts_sync_runs SET quarantined = quarantined + (SELECT count(*) FROM aside) WHERE run_id = $3
            """;

    private final Pool pool;

    RejectedContacts(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> setAside(SourceAccount account, UUID runId, List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = Tuple.of(account.provider(), account.accountId(), runId)
                .addArrayOfString(rejected.stream().map(Rejected::externalId).toArray(String[]::new))
                .addArrayOfString(rejected.stream().map(Rejected::message).toArray(String[]::new));
        return pool.preparedQuery(SET_ASIDE).execute(arguments).replaceWithVoid();
    }
}
