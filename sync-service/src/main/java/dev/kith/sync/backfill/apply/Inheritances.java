package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.OptimisticTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Passes on what a disconnected account owned, contact by contact, a few hundred in a transaction. Doing it twice changes
 * nothing, so what a crash left undone is done again at the next start.
 */
@ApplicationScoped
public class Inheritances {

    private static final int CHUNK = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String NEXT = """
            SELECT DISTINCT l.local_contact_id AS id FROM contacts_source_links l
            WHERE l.provider = $1 AND l.account_id = $2 AND l.local_contact_id > $3
              AND EXISTS (SELECT 1 FROM contacts_source_links o
                          WHERE o.local_contact_id = l.local_contact_id AND o.deleted_at IS NULL
                            AND (o.provider, o.account_id) <> ($1, $2))
            ORDER BY id LIMIT $4
            """;
    // Should the account be connected again, what it holds counts again, although it says the same as before.
    private static final String DECIDE_AGAIN = """
            UPDATE contacts_source_links SET content_hash = NULL
            WHERE provider = $1 AND account_id = $2 AND local_contact_id = ANY ($3) AND content_hash IS NOT NULL
            """;
    private static final String UNSETTLED = """
            SELECT provider, account_id FROM contacts_source_accounts
            WHERE disconnected_at IS NOT NULL AND settled_at IS NULL
            """;
    private static final String SETTLED = """
            UPDATE contacts_source_accounts SET settled_at = now()
            WHERE provider = $1 AND account_id = $2 AND disconnected_at IS NOT NULL
            """;

    private final Pool pool;
    private final Heirs heirs;

    public Inheritances(Pool pool, Heirs heirs) {
        this.pool = pool;
        this.heirs = heirs;
    }

    /** Settles every disconnected account that is not settled yet. */
    public Uni<Void> settle() {
        return pool.query(UNSETTLED).execute().chain(rows -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (var row : rows) {
                AccountKey account = new AccountKey(row.getString("provider"), row.getString("account_id"));
                all = all.chain(() -> from(account, BEFORE_ALL));
            }
            return all;
        });
    }

    private Uni<Void> from(AccountKey account, UUID after) {
        return OptimisticTransaction.in(pool, connection -> chunk(connection, account, after))
                .chain(contacts -> contacts.size() < CHUNK
                        ? pool.preparedQuery(SETTLED)
                                .execute(Tuple.of(account.provider(), account.accountId()))
                                .replaceWithVoid()
                        : from(account, contacts.get(contacts.size() - 1)));
    }

    private Uni<List<UUID>> chunk(SqlConnection connection, AccountKey account, UUID after) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(account.provider(), account.accountId(), after, CHUNK))
                .chain(rows -> {
                    List<UUID> contacts = new ArrayList<>();
                    rows.forEach(row -> contacts.add(row.getUUID("id")));
                    return heirs.inherit(connection, account, null, contacts)
                            .chain(() -> connection
                                    .preparedQuery(DECIDE_AGAIN)
                                    .execute(Tuple.of(account.provider(), account.accountId())
                                            .addArrayOfUUID(contacts.toArray(UUID[]::new))))
                            .replaceWith(contacts);
                });
    }
}
