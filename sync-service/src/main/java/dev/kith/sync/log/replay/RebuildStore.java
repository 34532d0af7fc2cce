package dev.kith.sync.log.replay;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.interaction.Placeholder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a CRM that is made anew lacks once the log was read. */
@ApplicationScoped
class RebuildStore {

    private static final String MISSING = """
            SELECT p.contact_id FROM contacts_provenance p
            WHERE p.contact_id > $1 AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = p.contact_id)
            ORDER BY p.contact_id LIMIT 500
            """;
    // One that was merged without a record of it had nothing on it but the number that its survivor has too.
    private static final String PLACEHOLDERS = """
            WITH made AS (
                INSERT INTO contacts (id, name, first_name, last_name, notes)
                SELECT p.contact_id, $1 || ' ' || p.label, $1, p.label, $2 FROM contacts_placeholders p
                WHERE NOT EXISTS (SELECT 1 FROM contacts_review_items r
                                  WHERE r.contact_id = p.contact_id AND r.kind = 'placeholder'
                                    AND r.status = 'closed' AND r.decision = 'merged')
                   OR EXISTS (SELECT 1 FROM contacts_merges m WHERE m.loser_id = p.contact_id)
                ON CONFLICT (id) DO NOTHING RETURNING id
            )
            INSERT INTO contact_info (contact_id, type, value, is_primary)
            SELECT p.contact_id, p.kind, p.value, true FROM contacts_placeholders p JOIN made m ON m.id = p.contact_id
            """;
    // The labels that these stood for are gone; whoever still asks for one is given it anew.
    private static final String FORGET_LABELS = """
            DELETE FROM contacts_label_sources s WHERE NOT EXISTS (SELECT 1 FROM labels l WHERE l.id = s.label_id)
            """;
    // Everybody who comes back is there again.
    private static final String FORGET_PHOTOS = """
            DELETE FROM contacts_photos p WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = p.contact_id)
            """;
    private static final String MADE_WHEN = """
            UPDATE contacts c SET created_at = made.at
            FROM (SELECT contact_id, min(at) AS at
                  FROM (SELECT contact_id, contact_made_at FROM contacts_provenance
                        UNION ALL
                        SELECT contact_id, decided_at FROM contacts_decisions WHERE kind = 'create'
                        UNION ALL
                        SELECT contact_id, made_at FROM contacts_placeholders) AS known (contact_id, at)
                  GROUP BY contact_id) made
            WHERE c.id = made.contact_id AND c.created_at > made.at
            """;
    private static final String GROUPED =
            "SELECT DISTINCT provider, account_id FROM contacts_source_groups ORDER BY provider, account_id";

    private final Pool pool;

    RebuildStore(Pool pool) {
        this.pool = pool;
    }

    /** Contacts that are gone and of which it is known where their values came from, by id. */
    Uni<List<UUID>> missing(UUID after) {
        return pool.preparedQuery(MISSING).execute(Tuple.of(after)).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID("contact_id")));
            return ids;
        });
    }

    Uni<Void> placeholders() {
        return pool.preparedQuery(PLACEHOLDERS)
                .execute(Tuple.of(Placeholder.FIRST_NAME, Placeholder.NOTES))
                .replaceWithVoid();
    }

    Uni<Void> forgetLabels() {
        return pool.query(FORGET_LABELS).execute().replaceWithVoid();
    }

    /** Gives contacts the time at which they were made. */
    Uni<Void> madeWhen() {
        return pool.query(MADE_WHEN).execute().replaceWithVoid();
    }

    /** Deletes what waited for contacts that did not come back. */
    Uni<Void> forgetPhotos() {
        return pool.query(FORGET_PHOTOS).execute().replaceWithVoid();
    }

    /** Accounts whose sources know groups. */
    Uni<List<AccountKey>> grouped() {
        return pool.query(GROUPED).execute().map(rows -> {
            List<AccountKey> accounts = new ArrayList<>();
            rows.forEach(row -> accounts.add(new AccountKey(row.getString("provider"), row.getString("account_id"))));
            return accounts;
        });
    }

    /** Gives everybody the labels that an account's groups ask for. */
    Uni<Void> labels(AccountKey account) {
        return pool.withTransaction(connection ->
                AccountLock.take(connection, account).chain(() -> RunCompletion.labels(connection, account)));
    }
}
