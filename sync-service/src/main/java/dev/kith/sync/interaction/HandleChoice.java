package dev.kith.sync.interaction;

import dev.kith.sync.backfill.write.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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

    private HandleChoice() {}

    /** What waits under the handle, and what comes, is this contact's as long as it holds it. */
    public static Uni<Void> choose(SqlConnection connection, String handle, UUID contact, String actor) {
        return Rows.execute(connection, CHOOSE, Tuple.of(handle, contact, actor))
                .chain(() -> Rows.execute(connection, DECIDE_AGAIN, Tuple.of(handle)))
                .replaceWithVoid();
    }
}
