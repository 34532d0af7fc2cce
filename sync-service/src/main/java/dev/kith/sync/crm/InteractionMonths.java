package dev.kith.sync.crm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts what happened with a contact, by month in UTC. */
@ApplicationScoped
public class InteractionMonths {

    private static final String COUNT = """
            SELECT date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date AS month,
                   count(*) FILTER (WHERE type LIKE 'CALL%') AS calls,
                   count(*) FILTER (WHERE type NOT LIKE 'CALL%') AS others
            FROM interactions WHERE contact_id = $1 AND occurred_at >= $2 GROUP BY month
            """;

    /** @param others messages and everything else that is no call */
    public record Counts(long calls, long others) {}

    private final Pool pool;

    InteractionMonths(Pool pool) {
        this.pool = pool;
    }

    /** Months without anything are left out. */
    public Uni<Map<YearMonth, Counts>> of(UUID contactId, Instant since) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(contactId, since.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<YearMonth, Counts> months = new TreeMap<>();
                    rows.forEach(row -> months.put(
                            YearMonth.from(row.getLocalDate("month")),
                            new Counts(row.getLong("calls"), row.getLong("others"))));
                    return months;
                });
    }
}
