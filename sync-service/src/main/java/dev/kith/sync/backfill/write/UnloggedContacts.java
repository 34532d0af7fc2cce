package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Sets aside what never comes to the log, so that people see it. A run counts each contact once, however often it reads the
 * page.
 */
public final class UnloggedContacts {

    /** @param message what is wrong with it, and what to do */
    public record Unlogged(String externalId, String message) {}

    private static final String SET_ASIDE = """
            WITH aside AS (
                INSERT INTO contacts_quarantine AS q (provider, account_id, external_contact_id, run_id, log_topic,
                                                      log_partition, log_offset, reason, message)
                SELECT $1, $2, u.external_id, $3, '', -1, -1, $4, u.message
                FROM unnest($5::text[], $6::text[]) AS u (external_id, message)
                ON CONFLICT (provider, account_id, external_contact_id)
                    WHERE status = 'open' AND external_contact_id IS NOT NULL
                DO UPDATE SET run_id = excluded.run_id, reason = excluded.reason, message = excluded.message,
                              attempts = q.attempts + 1
                WHERE q.run_id IS DISTINCT FROM excluded.run_id
                RETURNING 1
            )
            UPDATE contacts_sync_runs SET quarantined = quarantined + (SELECT count(*) FROM aside) WHERE run_id = $3
            """;

    private UnloggedContacts() {}

    public static Uni<Void> setAside(
            SqlClient client, AccountKey account, UUID runId, String reason, List<Unlogged> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = new Columns<>(contacts, Tuple.of(account.provider(), account.accountId(), runId, reason))
                .text(Unlogged::externalId)
                .text(Unlogged::message)
                .tuple();
        return client.preparedQuery(SET_ASIDE).execute(arguments).replaceWithVoid();
    }
}
