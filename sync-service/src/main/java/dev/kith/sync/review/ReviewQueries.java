package dev.kith.sync.review;

import dev.kith.sync.database.Rows;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the questions. */
@ApplicationScoped
public class ReviewQueries {

    private static final String COLUMNS = """
            SELECT id, kind, status, contact_id, provider, account_id, external_contact_id, evidence, created_at,
                decision, decided_by, decided_at
            FROM contacts_review_items
            """;
    private static final String LIST = COLUMNS + """
            WHERE status = $1 AND ($2::text IS NULL OR kind = $2)
            ORDER BY created_at, id LIMIT $3
            """;

    private static final String OPEN_OF_CONTACT = COLUMNS + """
            WHERE status = 'open' AND contact_id = $1 ORDER BY created_at, id LIMIT 20
            """;
    private static final String OPEN_BY_KIND = """
            SELECT kind, count(*) AS items FROM contacts_review_items WHERE status = 'open'
            GROUP BY kind ORDER BY items DESC, kind
            """;

    private final Pool pool;

    ReviewQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * The longest waiting first.
     *
     * @param kind {@code null} for all
     */
    public Uni<List<ReviewItem>> list(String status, String kind, int limit) {
        return ServedRows.query(pool, LIST, Tuple.of(status, kind, limit), ReviewQueries::item);
    }

    public Uni<Long> countOpen() {
        return pool.query("SELECT count(*) FROM contacts_review_items WHERE status = 'open'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** How many wait, by kind, the most first. */
    public Uni<Map<String, Long>> openByKind() {
        return pool.query(OPEN_BY_KIND).execute().map(rows -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.put(row.getString("kind"), row.getLong("items")));
            return counts;
        });
    }

    /** The open ones that concern a contact. */
    public Uni<List<ReviewItem>> openOf(UUID contactId) {
        return ServedRows.query(pool, OPEN_OF_CONTACT, Tuple.of(contactId), ReviewQueries::item);
    }

    public Uni<Optional<ReviewItem>> find(UUID id) {
        return find(pool, id);
    }

    private static Uni<Optional<ReviewItem>> find(SqlClient client, UUID id) {
        return ServedRows.query(client, COLUMNS + "WHERE id = $1", Tuple.of(id), ReviewQueries::item)
                .map(found -> found.stream().findFirst());
    }

    /** Fails with {@link ReviewRefusedException} where there is none. */
    Uni<ReviewItem> get(SqlClient client, UUID id) {
        return find(client, id)
                .map(found -> found.orElseThrow(
                        () -> new ReviewRefusedException(Reason.UNKNOWN, "There is no question " + id + ".")));
    }

    private static ReviewItem item(Row row) {
        return new ReviewItem(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("status"),
                row.getUUID("contact_id"),
                row.getString("provider"),
                row.getString("account_id"),
                row.getString("external_contact_id"),
                ServedRows.map(row, "evidence"),
                Rows.instant(row, "created_at"),
                row.getString("decision"),
                row.getString("decided_by"),
                Rows.instant(row, "decided_at"));
    }
}
