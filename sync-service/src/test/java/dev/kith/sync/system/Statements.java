package dev.kith.sync.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/**
 * What the service's role has sent since {@link #reset}, by PostgreSQL's own count. Statements that an idle service sends as
 * well are left out, those that open and end transactions are not.
 */
final class Statements {

    private static final String OF_THE_SERVICE = """
             FROM pg_stat_statements s
             JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.userid
             WHERE d.datname = current_database() AND r.rolname = ? AND s.toplevel
            """;

    private static final String POLL = "%FROM contacts_sync_leases WHERE next_run_at <= now()%";

    private final Database database;
    private List<String> idle = List.of();

    Statements(Database database) {
        this.database = database;
        database.sql("CREATE EXTENSION pg_stat_statements");
    }

    /** Watches a service that has come to rest for some rounds of its polling, then begins to count. */
    void reset() {
        database.sql("SELECT pg_stat_statements_reset()");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> database.number(
                                "SELECT coalesce(sum(s.calls), 0)" + OF_THE_SERVICE + " AND s.query LIKE ?",
                                database.user(),
                                POLL)
                        >= 3);
        idle = database.texts(
                "SELECT s.queryid" + OF_THE_SERVICE + " AND s.query NOT IN ('BEGIN', 'COMMIT')", database.user());
        database.sql("SELECT pg_stat_statements_reset()");
    }

    long count() {
        return database.number(
                "SELECT coalesce(sum(s.calls), 0)" + OF_THE_SERVICE + " AND NOT s.queryid::text = ANY (?)",
                database.user(),
                idle.toArray(String[]::new));
    }

    /** How many transactions have applied records of the log. */
    long slices() {
        return database.number(
                "SELECT coalesce(sum(s.calls), 0)" + OF_THE_SERVICE
                        + " AND s.query LIKE 'UPDATE contacts_log_offsets SET next_offset%'",
                database.user());
    }

    /** The statements that were counted, the most frequent first. */
    String byCalls() {
        return String.join(
                "\n",
                database.texts(
                        """
                SELECT s.calls || ' x ' || round(s.mean_exec_time::numeric, 2) || ' ms: '
                       || left(regexp_replace(s.query, '\\s+', ' ', 'g'), 100)
                """ + OF_THE_SERVICE + " AND NOT s.queryid::text = ANY (?) ORDER BY s.calls DESC",
                        database.user(),
                        idle.toArray(String[]::new)));
    }
}
