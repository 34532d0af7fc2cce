package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.Restoration;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a replay has to know beyond what every apply transaction loads. */
public final class ReplayRows {

    private static final String CONNECTED = """
            SELECT coalesce(a.settings ->> 'otherContacts' = 'create', false) AS create_from_other
            FROM contacts_sync_state s JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE s.provider = $1 AND s.account_id = $2 AND a.disconnected_at IS NULL
            """;
    private static final String HEARD = """
            SELECT external_contact_id, mapped::text AS mapped FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = ANY ($3) AND mapped IS NOT NULL
            """;
    private static final String WITHHELD = """
            SELECT DISTINCT l.external_contact_id
            FROM contacts_withheld_overwrites w JOIN contacts_sync_runs r USING (run_id)
            JOIN contacts_source_links l USING (provider, account_id)
            WHERE provider = $1 AND account_id = $2 AND r.state IN ('RUNNING', 'HELD')
              AND l.local_contact_id = w.contact_id AND l.external_contact_id = ANY ($3)
            """;
    private static final String DECIDE_AGAIN = """
            UPDATE contacts_source_links SET content_hash = NULL
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = ANY ($3) AND content_hash IS NOT NULL
            """;
    private static final String PROVENANCE = """
            SELECT p.contact_id, p.document::text AS document,
                   EXISTS (SELECT 1 FROM contacts_merges m
                           WHERE m.loser_id = p.contact_id AND m.undone_at IS NULL) AS merged
            FROM contacts_provenance p
            WHERE p.contact_id = ANY ($1) AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = p.contact_id)
            ORDER BY p.contact_id
            """;

    // Who was asked whether they were to be gone is there again.
    private static final String UNHEARD = """
            WITH page AS (
                SELECT r.id, l.provider, l.account_id, l.external_contact_id, c.id AS contact_id
                FROM contacts_review_items r
                JOIN contacts_source_links l USING (provider, account_id, external_contact_id)
                JOIN contacts c ON c.id = l.local_contact_id
                WHERE r.kind = 'ambiguous_match' AND r.status = 'open' AND r.subject LIKE '%/deleted/' || c.id
                LIMIT 500
            )
            UPDATE contacts_review_items r
            SET status = 'closed', decision = 'made_again', decided_by = 'kith', decided_at = now()
            FROM page WHERE r.id = page.id
            RETURNING page.provider, page.account_id, page.external_contact_id, page.contact_id
            """;

    private ReplayRows() {}

    /** Locks the account as every applier does; empty when it is not connected. */
    public static Uni<Optional<Standing>> lock(SqlConnection connection, AccountKey account) {
        return AccountLock.take(connection, account)
                .chain(() -> connection.preparedQuery(CONNECTED).execute(key(account)))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Optional.of(Standing.replayed(found.next().getBoolean("create_from_other")))
                            : Optional.empty();
                });
    }

    /** By external id, what the links' sources said when their states were applied. */
    public static Uni<Map<String, MappedContact>> heard(
            SqlConnection connection, AccountKey account, Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(HEARD)
                .execute(key(account).addArrayOfString(externalIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, MappedContact> heard = new HashMap<>();
                    for (Row row : rows) {
                        heard.put(
                                row.getString("external_contact_id"),
                                Rows.read(row.getString("mapped"), MappedContact.class));
                    }
                    return heard;
                });
    }

    /** Links that a run wants to overwrite so much by that a person is asked first. */
    public static Uni<Set<String>> withheld(
            SqlConnection connection, AccountKey account, Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return connection
                .preparedQuery(WITHHELD)
                .execute(key(account).addArrayOfString(externalIds.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> withheld = new HashSet<>();
                    rows.forEach(row -> withheld.add(row.getString("external_contact_id")));
                    return withheld;
                });
    }

    /** Has states that are held already decided once more. */
    public static Uni<Void> decideAgain(SqlConnection connection, AccountKey account, Collection<String> externalIds) {
        return externalIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(
                                connection,
                                DECIDE_AGAIN,
                                key(account).addArrayOfString(externalIds.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /** Where the values of contacts that are gone came from. */
    public static Uni<Map<UUID, Restoration.Held>> provenance(SqlConnection connection, Collection<UUID> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(PROVENANCE)
                .execute(Tuple.tuple().addArrayOfUUID(missing.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Restoration.Held> found = new LinkedHashMap<>();
                    for (Row row : rows) {
                        found.put(
                                row.getUUID("contact_id"),
                                new Restoration.Held(
                                        Rows.read(row.getString("document"), Provenance.class),
                                        row.getBoolean("merged")));
                    }
                    return found;
                });
    }

    /** Some of the links that spoke while their contacts, which are there again, were gone: each is told once. */
    public static Uni<Map<LinkKey, UUID>> unheard(SqlConnection connection) {
        return connection.query(UNHEARD).execute().map(rows -> {
            Map<LinkKey, UUID> found = new HashMap<>();
            rows.forEach(row -> found.put(
                    new LinkKey(
                            row.getString("provider"),
                            row.getString("account_id"),
                            row.getString("external_contact_id")),
                    row.getUUID("contact_id")));
            return found;
        });
    }

    private static Tuple key(AccountKey account) {
        return Tuple.of(account.provider(), account.accountId());
    }
}
