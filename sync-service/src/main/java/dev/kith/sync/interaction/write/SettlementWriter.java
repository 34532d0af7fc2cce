package dev.kith.sync.interaction.write;

import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Has what waited under a handle join a contact, or asks whose the handle is. */
public final class SettlementWriter {

    // One that waited without becoming a contact was counted when it arrived.
    private static final String JOIN = """
            WITH joining AS (
                DELETE FROM contacts_waiting_interactions w
                USING unnest($1::text[], $2::uuid[]) AS u (handle, contact_id)
                WHERE w.handle = u.handle
                RETURNING w.*, u.contact_id
            ), added AS (
                INSERT INTO interactions (contact_id, source, external_id, type, occurred_at, direction,
                                          duration_seconds, duration_minutes, content, metadata)
                SELECT contact_id, source, external_id, type, occurred_at, direction, duration_seconds,
                       duration_minutes, content, metadata
                FROM joining
                ON CONFLICT (source, external_id) WHERE external_id IS NOT NULL DO NOTHING
                RETURNING contact_id, source, external_id, type, occurred_at
            ), %s, answered AS (
                UPDATE contacts_review_items r SET status = 'closed', decision = 'joined', decided_at = now()
                FROM unnest($1::text[]) AS handle
                WHERE r.kind = 'ambiguous_match' AND r.subject = 'handle/' || md5(handle) AND r.status = 'open'
            )
            UPDATE contacts_sync_runs r
            SET created = r.created + c.added, unchanged = r.unchanged + c.known, skipped = r.skipped + c.known
            FROM (
                SELECT j.run_id, count(a.external_id) AS added, count(*) - count(a.external_id) AS known
                FROM joining j LEFT JOIN added a USING (source, external_id)
                WHERE j.make_contact GROUP BY j.run_id) c
            WHERE r.run_id = c.run_id
            """.formatted(InteractionWriter.CONTACTED);

    private static final String SHARE = """
            WITH shared AS (
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                    AS u (handle, rung, value, candidates)
            )
            INSERT INTO contacts_review_items (kind, subject, evidence)
            SELECT 'ambiguous_match', 'handle/' || md5(handle),
                   jsonb_build_object('rung', rung, 'reason', 'several contacts hold this value', 'handle', handle,
                                      'value', value,
                                      'candidates', to_jsonb(string_to_array(candidates, ' ')))
            FROM shared
            ON CONFLICT (kind, subject) WHERE status = 'open' DO UPDATE SET evidence = excluded.evidence
            """;

    private static final String REST = """
            WITH resting AS (
                UPDATE contacts_waiting_interactions SET make_contact = false
                WHERE handle = ANY ($1) AND make_contact RETURNING run_id
            )
            UPDATE contacts_sync_runs r SET skipped = r.skipped + c.resting
            FROM (SELECT run_id, count(*) AS resting FROM resting GROUP BY run_id) c WHERE r.run_id = c.run_id
            """;

    private SettlementWriter() {}

    /** @param contacts by handle, whom what waits under it belongs to */
    public static Uni<Void> join(SqlConnection connection, Map<HandleKey, UUID> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = new Columns<>(List.copyOf(contacts.entrySet()))
                .text(entry -> entry.getKey().text())
                .uuid(Map.Entry::getValue)
                .tuple();
        return Rows.execute(connection, JOIN, arguments).replaceWithVoid();
    }

    /** Leaves it to a person whose a handle is. */
    public static Uni<Void> share(SqlConnection connection, Map<HandleKey, List<UUID>> candidates) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = new Columns<>(List.copyOf(candidates.entrySet()))
                .text(entry -> entry.getKey().text())
                .text(entry -> entry.getKey().kind())
                .text(entry -> entry.getKey().value())
                .text(entry -> entry.getValue().stream().map(UUID::toString).collect(Collectors.joining(" ")))
                .tuple();
        return Rows.execute(connection, SHARE, arguments).replaceWithVoid();
    }

    /** What waits under these handles goes on waiting, and no contact is made of them. */
    public static Uni<Void> rest(SqlConnection connection, List<HandleKey> handles) {
        return handles.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(
                                connection,
                                REST,
                                Tuple.tuple()
                                        .addArrayOfString(handles.stream()
                                                .map(HandleKey::text)
                                                .toArray(String[]::new)))
                        .replaceWithVoid();
    }
}
