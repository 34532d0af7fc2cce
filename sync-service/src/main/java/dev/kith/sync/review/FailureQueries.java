package dev.kith.sync.review;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what could not be applied. */
@ApplicationScoped
public class FailureQueries {

    private static final String QUARANTINE = """
            SELECT id, provider, account_id, external_contact_id, run_id, reason, message, status, attempts,
                created_at, resolved_at
            FROM contacts_quarantine WHERE status = $1 ORDER BY created_at DESC, id LIMIT $2
            """;
    private static final String DEAD_LETTERS = """
            SELECT id, log_topic, log_partition, log_offset, reason, message, status, created_at
            FROM contacts_dead_letters WHERE status = $1 ORDER BY created_at DESC, id LIMIT $2
            """;

    private final Pool pool;

    FailureQueries(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<QuarantinedContact>> quarantine(String status, int limit) {
        return ServedRows.query(
                pool,
                QUARANTINE,
                Tuple.of(status, limit),
                row -> new QuarantinedContact(
                        row.getUUID("id"),
                        row.getString("provider"),
                        row.getString("account_id"),
                        row.getString("external_contact_id"),
                        row.getUUID("run_id"),
                        row.getString("reason"),
                        row.getString("message"),
                        row.getString("status"),
                        row.getInteger("attempts"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "resolved_at")));
    }

    public Uni<List<DeadLetter>> deadLetters(String status, int limit) {
        return ServedRows.query(
                pool,
                DEAD_LETTERS,
                Tuple.of(status, limit),
                row -> new DeadLetter(
                        row.getUUID("id"),
                        row.getString("log_topic"),
                        row.getInteger("log_partition"),
                        row.getLong("log_offset"),
                        row.getString("reason"),
                        row.getString("message"),
                        row.getString("status"),
                        Rows.instant(row, "created_at")));
    }
}
