package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.ContactPair;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.InteractionTerms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Moves back what a merge moved. */
final class UndoStore {

    /** A merge as it was recorded. */
    record Recorded(UUID id, UUID survivor, UUID loser, boolean undone, MergeSnapshot snapshot) {}

    private static final String FIND = """
            SELECT id, survivor_id, loser_id, undone_at IS NOT NULL AS undone, snapshot::text AS snapshot
            FROM contacts_merges WHERE id = $1
            """;
    private static final String RETURN_LINKS = """
            UPDATE contacts_source_links l SET local_contact_id = $1
            FROM unnest($3::text[], $4::text[], $5::text[]) AS u (provider, account_id, external_id)
            WHERE l.provider = u.provider AND l.account_id = u.account_id AND l.external_contact_id = u.external_id
              AND l.local_contact_id = $2
            """;
    /** The copies that readers find of what accounts said whose links left. */
    private static final String FORGET_COPIES = """
            UPDATE contacts c SET metadata = jsonb_set(c.metadata, '{sources,contacts}', (
                SELECT coalesce(jsonb_object_agg(p.provider, p.accounts), '{}') FROM (
                    SELECT p.key AS provider, jsonb_object_agg(a.key, a.value) AS accounts
                    FROM jsonb_each(c.metadata #> '{sources,contacts}') p
                    CROSS JOIN LATERAL jsonb_each(p.value) a
                    WHERE jsonb_typeof(a.value) <> 'object' OR NOT a.value ? 'external_id'
                       OR EXISTS (SELECT 1 FROM contacts_source_links l
                                  WHERE l.local_contact_id = c.id AND l.provider = p.key AND l.account_id = a.key)
                    GROUP BY p.key) p))
            WHERE c.id = $1 AND jsonb_typeof(c.metadata #> '{sources,contacts}') = 'object'
              AND NOT EXISTS (SELECT 1 FROM jsonb_each(c.metadata #> '{sources,contacts}') p
                              WHERE jsonb_typeof(p.value) <> 'object')
            """;

    private static final String RETURN_INTERACTIONS = """
            UPDATE interactions i SET contact_id = $1 FROM contacts_merge_interactions m
            WHERE m.merge_id = $3 AND i.id = m.interaction_id AND i.contact_id = $2
            """;
    // What came since for a number or address that only the returning contact holds is its own.
    private static final String RETURN_LATER_INTERACTIONS = """
            WITH later AS (
                UPDATE interactions i SET contact_id = $1 FROM contacts_merges m
                WHERE m.id = $3 AND i.contact_id = $2 AND i.external_id IS NOT NULL AND i.created_at >= m.merged_at
                  AND EXISTS (SELECT 1 FROM contact_info o WHERE o.contact_id = $1 AND %1$s)
                  AND NOT EXISTS (SELECT 1 FROM contact_info o WHERE o.contact_id = $2 AND %1$s)
                RETURNING i.type, i.occurred_at
            )
            UPDATE contacts c SET last_contacted_at = greatest(c.last_contacted_at, l.latest)
            FROM (SELECT max(occurred_at) AS latest FROM later WHERE type IN %2$s) l
            WHERE c.id = $1 AND l.latest IS NOT NULL
            """.formatted("""
                    (o.type = 'email' AND lower(o.value) = lower(i.metadata ->> 'counterpart')
                     OR o.type = 'phone' AND regexp_replace(o.value, '[^0-9+]', '', 'g')
                                             = regexp_replace(i.metadata ->> 'counterpart', '[^0-9+]', '', 'g'))
                    """, InteractionTerms.CONTACTING);
    // What the returning sources say of labels now, they say of the contact they return to.
    private static final String RETURN_LABEL_SOURCES = """
            WITH leaving AS (
                DELETE FROM contacts_label_sources s
                USING unnest($3::text[], $4::text[], $5::text[]) AS u (provider, account_id, external_id)
                WHERE s.contact_id = $2 AND s.provider = u.provider AND s.account_id = u.account_id
                  AND s.external_contact_id = u.external_id
                RETURNING s.*
            ), left_behind AS (
                DELETE FROM contact_labels c USING leaving n
                WHERE n.placed AND c.contact_id = $2 AND c.label_id = n.label_id
                  AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                                  WHERE s.contact_id = $2 AND s.label_id = n.label_id
                                    AND (s.label_id, s.provider, s.account_id, s.external_contact_id) NOT IN
                                        (SELECT label_id, provider, account_id, external_contact_id FROM leaving))
            ), dropped AS (
                DELETE FROM contacts_label_sources s
                USING unnest($3::text[], $4::text[], $5::text[]) AS u (provider, account_id, external_id)
                WHERE s.contact_id = $1 AND s.provider = u.provider AND s.account_id = u.account_id
                  AND s.external_contact_id = u.external_id
                  AND NOT EXISTS (SELECT 1 FROM leaving n
                                  WHERE n.label_id = s.label_id AND n.provider = s.provider
                                    AND n.account_id = s.account_id
                                    AND n.external_contact_id = s.external_contact_id)
                RETURNING s.label_id, s.placed, s.provider, s.account_id, s.external_contact_id
            ), taken_off AS (
                DELETE FROM contact_labels c USING dropped d
                WHERE d.placed AND c.contact_id = $1 AND c.label_id = d.label_id
                  AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                                  WHERE s.contact_id = $1 AND s.label_id = d.label_id
                                    AND (s.label_id, s.provider, s.account_id, s.external_contact_id) NOT IN
                                        (SELECT label_id, provider, account_id, external_contact_id FROM dropped))
            ), arrived AS (
                INSERT INTO contacts_label_sources AS s
                    (contact_id, label_id, provider, account_id, external_contact_id, placed)
                SELECT $1, label_id, provider, account_id, external_contact_id, placed FROM leaving
                ON CONFLICT DO NOTHING
                RETURNING s.label_id, s.placed
            )
            INSERT INTO contact_labels (label_id, contact_id)
            SELECT DISTINCT label_id, $1 FROM arrived WHERE placed ON CONFLICT DO NOTHING
            """;
    private static final String TAKE_OFF_LABELS = """
            DELETE FROM contact_labels c
            WHERE c.contact_id = $1 AND c.label_id = ANY ($2)
              AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                              WHERE s.contact_id = c.contact_id AND s.label_id = c.label_id)
            """;
    private static final String RELIST = """
            UPDATE contacts SET merged_into = NULL, listed = $2, archived_at = $3::text::timestamptz, updated_at = now()
            WHERE id = $1
            """;
    private static final String REPOINT =
            "UPDATE contacts SET merged_into = $1 WHERE merged_into = $2 AND id = ANY ($3)";
    private static final String LAST_CONTACTED = """
            UPDATE contacts c SET last_contacted_at = e.latest
            FROM %s e
            WHERE c.id = $1 AND c.last_contacted_at = (SELECT last_contacted_at FROM contacts WHERE id = $2)
              AND c.last_contacted_at IS DISTINCT FROM e.latest
            """.formatted(InteractionTerms.LATEST_CONTACT);
    private static final String SEPARATE = """
            INSERT INTO contacts_separations (one, other, decided_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;
    private static final String MARK = "UPDATE contacts_merges SET undone_at = now(), undone_by = $2 WHERE id = $1";

    private UndoStore() {}

    static Uni<Optional<Recorded>> find(SqlConnection connection, UUID mergeId) {
        return connection.preparedQuery(FIND).execute(Tuple.of(mergeId)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext()
                    ? Optional.of(found.next())
                            .map(row -> new Recorded(
                                    row.getUUID("id"),
                                    row.getUUID("survivor_id"),
                                    row.getUUID("loser_id"),
                                    row.getBoolean("undone"),
                                    Rows.read(row.getString("snapshot"), MergeSnapshot.class)))
                    : Optional.empty();
        });
    }

    static Uni<Void> moveBack(SqlConnection connection, Recorded merge, String actor) {
        UUID loser = merge.loser();
        UUID survivor = merge.survivor();
        MergeSnapshot snapshot = merge.snapshot();
        ContactPair pair = ContactPair.of(loser, survivor);
        return Rows.execute(connection, RETURN_LINKS, MergeStore.links(Tuple.of(loser, survivor), snapshot.links()))
                .chain(() -> Rows.execute(connection, FORGET_COPIES, Tuple.of(survivor)))
                .chain(() -> Rows.execute(connection, RETURN_INTERACTIONS, Tuple.of(loser, survivor, merge.id())))
                .chain(() -> Rows.execute(connection, RETURN_LATER_INTERACTIONS, Tuple.of(loser, survivor, merge.id())))
                .chain(() -> Rows.execute(connection, LAST_CONTACTED, Tuple.of(survivor, loser)))
                .chain(() -> Rows.execute(
                        connection,
                        RETURN_LABEL_SOURCES,
                        MergeStore.links(Tuple.of(loser, survivor), snapshot.links())))
                .chain(() -> Rows.execute(
                        connection,
                        TAKE_OFF_LABELS,
                        Tuple.of(survivor).addArrayOfUUID(snapshot.labels().toArray(UUID[]::new))))
                .chain(() ->
                        Rows.execute(connection, RELIST, Tuple.of(loser, snapshot.listed(), snapshot.archivedAt())))
                .chain(() -> Rows.execute(
                        connection,
                        REPOINT,
                        Tuple.of(loser, survivor)
                                .addArrayOfUUID(snapshot.earlier().toArray(UUID[]::new))))
                .chain(() -> Rows.execute(connection, SEPARATE, Tuple.of(pair.one(), pair.other(), actor)))
                .chain(() -> Rows.execute(connection, MARK, Tuple.of(merge.id(), actor)))
                .replaceWithVoid();
    }
}
