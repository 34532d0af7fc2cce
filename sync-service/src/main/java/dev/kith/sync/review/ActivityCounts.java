package dev.kith.sync.review;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Counts what happened. */
@ApplicationScoped
public class ActivityCounts {

    private static final String BY_TYPE = """
            SELECT type, count(*) AS entries FROM activity_feed WHERE created_at >= $1
            GROUP BY type ORDER BY entries DESC, type
            """;
    private static final String BY_DAY = """
            SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS entries
            FROM activity_feed WHERE created_at >= $1 GROUP BY day
            """;

    private final Pool pool;

    ActivityCounts(Pool pool) {
        this.pool = pool;
    }

    /** By type of entry, the most frequent first. */
    public Uni<Map<String, Long>> byType(Instant since) {
        return count(BY_TYPE, since, row -> row.getString("type"));
    }

    /** By day in UTC; days without entries are left out. */
    public Uni<Map<LocalDate, Long>> byDay(Instant since) {
        return count(BY_DAY, since, row -> row.getLocalDate("day"));
    }

    private <K> Uni<Map<K, Long>> count(String sql, Instant since, Function<Row, K> key) {
        return pool.preparedQuery(sql).execute(Tuple.of(Rows.time(since))).map(rows -> {
            Map<K, Long> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.put(key.apply(row), row.getLong("entries")));
            return counts;
        });
    }
}
