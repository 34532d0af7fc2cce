package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.ContactPair;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Moves what hangs on a contact to another one, and back. */
final class MergeStore {

    /**
     * How a contact's row stands.
     *
     * @param archivedAt as text, so that it can be put back to the microsecond
     */
    record Standing(UUID mergedInto, boolean listed, String archivedAt) {}

    /** Rows that a statement hit, by what they were needed for. */
    record Moved(List<UUID> labels, List<UUID> questions, List<UUID> earlier) {}

    // Appliers hold the state of their account: nobody applies to these contacts meanwhile.
    private static final String LOCK_ACCOUNTS = """
            SELECT 1 FROM contacts_sync_state
            WHERE (provider, account_id) IN (
                SELECT provider, account_id FROM contacts_source_links WHERE local_contact_id = ANY ($1))
            ORDER BY provider, account_id FOR UPDATE
            """;
    private static final String LOCK_CONTACTS = """
            SELECT id, merged_into, listed, archived_at::text AS archived_at FROM contacts
            WHERE id = ANY ($1) ORDER BY id FOR UPDATE
            """;
    private static final String MOVE_LINKS =
            "UPDATE contacts_source_links SET local_contact_id = $2 WHERE local_contact_id = $1";
    private static final String MOVE_INTERACTIONS = """
            WITH moved AS (UPDATE interactions SET contact_id = $2 WHERE contact_id = $1 RETURNING id)
            INSERT INTO contacts_merge_interactions (merge_id, interaction_id) SELECT $3, id FROM moved
            """;
    // One that a human took off the survivor stays off.
    static final String PUT_ON_LABELS = """
            INSERT INTO contact_labels (label_id, contact_id)
            SELECT l.label_id, $2 FROM contact_labels l
            WHERE l.contact_id = $1
              AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s WHERE s.contact_id = $2 AND s.label_id = l.label_id)
            ON CONFLICT DO NOTHING RETURNING label_id AS id
            """;
    // What a human had put on the survivor no source takes off.
    private static final String COPY_LABEL_SOURCES = """
            INSERT INTO contacts_label_sources (contact_id, label_id, provider, account_id, external_contact_id, placed)
            SELECT $2, s.label_id, s.provider, s.account_id, s.external_contact_id,
                   s.placed AND (s.label_id = ANY ($3)
                                 OR EXISTS (SELECT 1 FROM contacts_label_sources o
                                            WHERE o.contact_id = $2 AND o.label_id = s.label_id AND o.placed))
            FROM contacts_label_sources s WHERE s.contact_id = $1
            ON CONFLICT DO NOTHING
            """;
    private static final String CLOSE_QUESTIONS = """
            UPDATE contacts_review_items SET status = 'closed', decision = 'merged', decided_by = $3, decided_at = now()
            WHERE status = 'open' AND kind <> 'held_run'
              AND (contact_id = $1 OR kind = 'possible_duplicate' AND subject = $2
                   OR kind = 'ambiguous_match' AND contact_id = $4
                      AND evidence -> 'candidates' = jsonb_build_array($1::uuid))
            RETURNING id
            """;
    private static final String FORGET_SEPARATION = "DELETE FROM contacts_separations WHERE one = $1 AND other = $2";
    private static final String ARCHIVE = """
            UPDATE contacts SET merged_into = $2, listed = false, archived_at = coalesce(archived_at, now()),
                   updated_at = now()
            WHERE id = $1
            """;
    private static final String REPOINT = "UPDATE contacts SET merged_into = $2 WHERE merged_into = $1 RETURNING id";
    private static final String LAST_CONTACTED = """
            UPDATE contacts s SET last_contacted_at = l.last_contacted_at FROM contacts l
            WHERE s.id = $2 AND l.id = $1 AND l.last_contacted_at > coalesce(s.last_contacted_at, '-infinity')
            """;
    private static final String RECORD = """
            INSERT INTO contacts_merges (id, survivor_id, loser_id, merged_by, snapshot)
            VALUES ($1, $2, $3, $4, $5::text::jsonb)
            """;

    private MergeStore() {}

    static Uni<Void> lockAccounts(SqlConnection connection, List<UUID> contacts) {
        return Rows.execute(connection, LOCK_ACCOUNTS, ids(contacts)).replaceWithVoid();
    }

    static Uni<Map<UUID, Standing>> lockContacts(SqlConnection connection, List<UUID> contacts) {
        return connection.preparedQuery(LOCK_CONTACTS).execute(ids(contacts)).map(rows -> {
            Map<UUID, Standing> found = new HashMap<>();
            for (Row row : rows) {
                found.put(
                        row.getUUID("id"),
                        new Standing(
                                row.getUUID("merged_into"), row.getBoolean("listed"), row.getString("archived_at")));
            }
            return found;
        });
    }

    /** Moves links, interactions, labels and questions, and archives the losing contact. */
    static Uni<Moved> move(SqlConnection connection, UUID loser, UUID survivor, String actor) {
        Tuple both = Tuple.of(loser, survivor);
        String pair = ContactPair.of(loser, survivor).subject();
        return Rows.execute(connection, MOVE_LINKS, both)
                .chain(() -> hit(connection, PUT_ON_LABELS, both))
                .call(labels -> Rows.execute(
                        connection,
                        COPY_LABEL_SOURCES,
                        Tuple.of(loser, survivor).addArrayOfUUID(labels.toArray(UUID[]::new))))
                .chain(labels -> hit(connection, CLOSE_QUESTIONS, Tuple.of(loser, pair, actor, survivor))
                        .chain(questions ->
                                hit(connection, REPOINT, both).map(earlier -> new Moved(labels, questions, earlier))))
                .call(() -> Rows.execute(connection, LAST_CONTACTED, both))
                .call(() -> Rows.execute(connection, ARCHIVE, both))
                .call(() -> Rows.execute(
                        connection,
                        FORGET_SEPARATION,
                        Tuple.of(
                                ContactPair.of(loser, survivor).one(),
                                ContactPair.of(loser, survivor).other())));
    }

    static Uni<Void> record(
            SqlConnection connection, UUID mergeId, UUID loser, UUID survivor, String actor, MergeSnapshot snapshot) {
        return Rows.execute(connection, RECORD, Tuple.of(mergeId, survivor, loser, actor, Rows.json(snapshot)))
                .chain(() -> Rows.execute(connection, MOVE_INTERACTIONS, Tuple.of(loser, survivor, mergeId)))
                .replaceWithVoid();
    }

    static Uni<List<UUID>> hit(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments).map(rows -> {
            List<UUID> hit = new ArrayList<>();
            rows.forEach(row -> hit.add(row.getUUID("id")));
            return hit;
        });
    }

    static Tuple ids(List<UUID> ids) {
        return Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    /** The links as columns: providers, account ids, external ids. */
    static Tuple links(Tuple first, List<MovedLink> links) {
        return first.addArrayOfString(
                        links.stream().map(link -> link.key().provider()).toArray(String[]::new))
                .addArrayOfString(
                        links.stream().map(link -> link.key().accountId()).toArray(String[]::new))
                .addArrayOfString(links.stream()
                        .map(MovedLink::key)
                        .map(LinkKey::externalId)
                        .toArray(String[]::new));
    }
}
