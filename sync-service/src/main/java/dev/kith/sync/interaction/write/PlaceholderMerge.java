package dev.kith.sync.interaction.write;

import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Merges placeholders into those whose number they were made for, without a word: there was nothing on them but that
 * number. The row stays, archived, and goes on answering with the survivor; its interactions go over. As any other merge it
 * is recorded, so that it can be undone; the question about the placeholder names it.
 */
public final class PlaceholderMerge {

    private static final String LOCK = "SELECT 1 FROM contacts WHERE id = ANY ($1) ORDER BY id FOR UPDATE";

    // A placeholder that somebody touched meanwhile stays as it is.
    private static final String MERGE = """
            WITH merged AS (
                UPDATE contacts c
                SET merged_into = u.survivor, listed = false, archived_at = now(), updated_at = now()
                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS u (placeholder, survivor, merge_id)
                WHERE c.id = u.placeholder AND kith_placeholder_untouched(c.id)
                RETURNING c.id, u.survivor, u.merge_id, c.last_contacted_at
            ), recorded AS (
                INSERT INTO contacts_merges (id, survivor_id, loser_id, merged_by, snapshot)
                SELECT merge_id, survivor, id, 'kith', jsonb_build_object('listed', true, 'questions', (
                           SELECT coalesce(jsonb_agg(r.id), '[]') FROM contacts_review_items r
                           WHERE r.contact_id = merged.id AND r.kind = 'placeholder' AND r.status = 'open'))
                FROM merged
            ), moved AS (
                UPDATE interactions i SET contact_id = m.survivor FROM merged m WHERE i.contact_id = m.id
                RETURNING m.merge_id, i.id
            ), remembered AS (
                INSERT INTO contacts_merge_interactions (merge_id, interaction_id) SELECT merge_id, id FROM moved
            ), contacted AS (
                UPDATE contacts c SET last_contacted_at = m.latest
                FROM (SELECT survivor, max(last_contacted_at) AS latest FROM merged GROUP BY survivor) m
                WHERE c.id = m.survivor AND (c.last_contacted_at IS NULL OR c.last_contacted_at < m.latest)
            )
            UPDATE contacts_review_items r
            SET status = 'closed', decision = 'merged', decided_by = 'kith', decided_at = now(),
                evidence = r.evidence || jsonb_build_object('mergeId', m.merge_id)
            FROM merged m WHERE r.contact_id = m.id AND r.kind = 'placeholder' AND r.status = 'open'
            """;

    private PlaceholderMerge() {}

    /**
     * @param survivors by placeholder, whom it is merged into
     * @param ids of merges
     */
    public static Uni<Void> merge(SqlConnection connection, Map<UUID, UUID> survivors, Supplier<UUID> ids) {
        if (survivors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple pairs = new Columns<>(List.copyOf(survivors.entrySet()))
                .uuid(Map.Entry::getKey)
                .uuid(Map.Entry::getValue)
                .uuid(merge -> ids.get())
                .tuple();
        return Rows.execute(
                        connection,
                        LOCK,
                        Tuple.tuple().addArrayOfUUID(survivors.keySet().toArray(UUID[]::new)))
                .chain(() -> Rows.execute(connection, MERGE, pairs))
                .replaceWithVoid();
    }
}
