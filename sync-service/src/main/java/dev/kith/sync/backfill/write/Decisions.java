package dev.kith.sync.backfill.write;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** What people decided or made themselves, kept so that it can be done again in a CRM that is made anew. */
public final class Decisions {

    /** Somebody made a contact; the subject is what they sent. */
    public static final String CREATE = "create";

    /** Somebody archived a contact. */
    public static final String ARCHIVE = "archive";

    /** Somebody took a contact back into all lists. */
    public static final String RESTORE = "restore";

    /** Somebody noted an interaction down; the subject is its row. */
    public static final String INTERACTION = "interaction";

    private static final String NOTE = """
            INSERT INTO contacts_decisions (kind, contact_id, subject, decided_by) VALUES ($1, $2, $3::text::jsonb, $4)
            """;

    private Decisions() {}

    /** @param subject written as JSON */
    public static Uni<Void> note(SqlConnection connection, String kind, UUID contactId, Object subject, String actor) {
        return Rows.execute(connection, NOTE, Tuple.of(kind, contactId, Rows.json(subject), actor))
                .replaceWithVoid();
    }
}
