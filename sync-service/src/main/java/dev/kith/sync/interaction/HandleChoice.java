package dev.kith.sync.interaction;

import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.write.HandleStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Keeps what a person said about a number or address that several contacts hold. */
public final class HandleChoice {

    private static final String CHOOSE = """
            INSERT INTO contacts_handle_owners AS o (handle, contact_id, decided_by) VALUES ($1, $2, $3)
            ON CONFLICT (handle) DO UPDATE
            SET contact_id = excluded.contact_id, decided_by = excluded.decided_by, decided_at = now()
            """;

    private static final String DECIDE_AGAIN =
            "UPDATE contacts_handles SET decided_holders = 'chosen' WHERE handle = $1";

    private static final String FORGET = """
            DELETE FROM contacts_handle_owners o USING contacts_review_items r, contacts c
            WHERE r.id = $1 AND o.handle = $2 AND o.decided_at = r.decided_at AND c.id = o.contact_id
            RETURNING coalesce(c.merged_into, c.id) AS contact_id, o.decided_at
            """;

    // What a person wrote about one of them keeps it where it is.
    private static final String WAIT_AGAIN = """
            WITH parted AS (
                DELETE FROM interactions
                WHERE contact_id = $1 AND created_at >= $2 AND metadata ->> 'counterpart' = $4
                  AND external_id IS NOT NULL AND metadata ? 'runId' AND summary IS NULL
                RETURNING *
            )
            INSERT INTO contacts_waiting_interactions (source, external_id, handle, type, occurred_at, direction,
                duration_seconds, duration_minutes, content, metadata, run_id, make_contact)
            SELECT source, external_id, $3, type, occurred_at, direction, duration_seconds, duration_minutes, content,
                   metadata, (metadata ->> 'runId')::uuid, false
            FROM parted ON CONFLICT (source, external_id) DO NOTHING
            """;

    private static final String LAST_CONTACTED = """
            UPDATE contacts c SET last_contacted_at = e.latest
            FROM %s e
            WHERE c.id = $1 AND c.last_contacted_at > coalesce(e.latest, '-infinity')
              AND EXISTS (SELECT 1 FROM contacts_waiting_interactions w
                          WHERE w.handle = $2 AND w.occurred_at = c.last_contacted_at)
            """.formatted(InteractionTerms.LATEST_CONTACT);

    private HandleChoice() {}

    /** What waits under the handle, and what comes, is this contact's as long as it holds it. */
    public static Uni<Void> choose(SqlConnection connection, String handle, UUID contact, String actor) {
        return Rows.execute(connection, CHOOSE, Tuple.of(handle, contact, actor))
                .chain(() -> Rows.execute(connection, DECIDE_AGAIN, Tuple.of(handle)))
                .replaceWithVoid();
    }

    /** Takes an answer back: what joined the contact by it waits again, unless the choice was made anew since. */
    public static Uni<Void> takeBack(SqlConnection connection, UUID question, String handle) {
        HandleKey key = HandleKey.parse(handle);
        return HandleStore.watch(connection, List.of(key))
                .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(question, handle)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : part(connection, key, rows.iterator().next()));
    }

    private static Uni<Void> part(SqlConnection connection, HandleKey handle, Row choice) {
        UUID contact = choice.getUUID("contact_id");
        return Rows.execute(
                        connection,
                        WAIT_AGAIN,
                        Tuple.of(contact, choice.getOffsetDateTime("decided_at"), handle.text(), handle.value()))
                .chain(() -> Rows.execute(connection, LAST_CONTACTED, Tuple.of(contact, handle.text())))
                .chain(() -> Rows.execute(connection, DECIDE_AGAIN, Tuple.of(handle.text())))
                .replaceWithVoid();
    }
}
