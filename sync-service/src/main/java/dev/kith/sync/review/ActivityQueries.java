package dev.kith.sync.review;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads what happened. */
@ApplicationScoped
public class ActivityQueries {

    private static final String LATEST = """
            SELECT id, contact_id, type, description, details, created_at FROM activity_feed
            WHERE ($1::uuid IS NULL OR contact_id = $1) AND ($2::text IS NULL OR type = $2)
                AND ($3::timestamptz IS NULL OR created_at >= $3)
            ORDER BY created_at DESC, id LIMIT $4
            """;

    private final Pool pool;

    ActivityQueries(Pool pool) {
        this.pool = pool;
    }

    /** The latest entries first; {@code null} arguments do not filter. */
    public Uni<List<ActivityEntry>> latest(UUID contactId, String type, Instant since, int limit) {
        return ServedRows.query(
                pool,
                LATEST,
                Tuple.of(contactId, type, Rows.time(since), limit),
                row -> new ActivityEntry(
                        row.getUUID("id"),
                        row.getUUID("contact_id"),
                        row.getString("type"),
                        row.getString("description"),
                        ServedRows.map(row, "details"),
                        Rows.instant(row, "created_at")));
    }
}
