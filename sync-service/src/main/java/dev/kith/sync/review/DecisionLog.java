package dev.kith.sync.review;

import dev.kith.sync.backfill.write.Decisions;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;

/** Keeps what people decided, twice: for a replay, and for whoever reads the activity of a contact. */
public final class DecisionLog {

    // The contact may be deleted by now; that something was decided about it stays true.
    private static final String ACTIVITY = """
            INSERT INTO activity_feed (contact_id, type, description, details)
            VALUES ((SELECT id FROM contacts WHERE id = $1), $2, $3, $4::text::jsonb)
            """;

    private DecisionLog() {}

    public static Uni<Void> merged(SqlConnection connection, UUID mergeId, UUID survivor, UUID loser, String actor) {
        Map<String, Object> details = Map.of("mergeId", mergeId, "otherId", loser, "actor", actor);
        return note(connection, "merge", survivor, details, actor)
                .chain(() -> tell(connection, survivor, "contact_merged", "Merged with another contact", details));
    }

    public static Uni<Void> parted(SqlConnection connection, UUID mergeId, UUID survivor, UUID loser, String actor) {
        Map<String, Object> details = Map.of("mergeId", mergeId, "otherId", loser, "actor", actor);
        return note(connection, "undo_merge", survivor, details, actor)
                .chain(() -> tell(connection, survivor, "contact_merge_undone", "A merge was undone", details));
    }

    /** Keeps a decision for a replay. */
    public static Uni<Void> note(
            SqlConnection connection, String kind, UUID contactId, Map<String, Object> subject, String actor) {
        return Decisions.note(connection, kind, contactId, subject, actor);
    }

    /** Tells people. */
    public static Uni<Void> tell(
            SqlConnection connection, UUID contactId, String type, String description, Map<String, Object> details) {
        return Rows.execute(connection, ACTIVITY, Tuple.of(contactId, type, description, Rows.json(details)))
                .replaceWithVoid();
    }
}
