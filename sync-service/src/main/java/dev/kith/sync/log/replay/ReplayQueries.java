package dev.kith.sync.log.replay;

import dev.kith.sync.backfill.write.IncompleteCrm;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Tells how replays go, and went. */
@ApplicationScoped
class ReplayQueries {

    /** Of a part {@code p} of a replay: that the log's consumer has not come to its end yet. */
    static final String AHEAD_OF_CONSUMER = """
            p.next_offset > p.first_offset AND p.next_offset > coalesce(
                (SELECT o.next_offset FROM contacts_log_offsets o
                 WHERE o.topic = p.topic AND o.partition = p.partition AND o.topic_id = p.topic_id), 0)
            """;

    private static final String PLANNED = """
            SELECT 1 FROM contacts_replays
            WHERE dry_run AND state = 'SUCCEEDED' AND plan_fingerprint = $1
              AND (from_time, provider, account_id) IS NOT DISTINCT FROM ($2::timestamptz, $3::text, $4::text)
            LIMIT 1
            """;
    private static final String CRM = """
            SELECT NOT EXISTS (SELECT 1 FROM contacts) AND EXISTS (SELECT 1 FROM contacts_provenance) AS emptied,
                   EXISTS (SELECT 1 FROM contacts) AND NOT EXISTS (SELECT 1 FROM contacts_replays WHERE state = 'RUNNING')
                       AND %s AS incomplete
            """.formatted(IncompleteCrm.CONDITION);
    private static final String FIND = """
            SELECT r.*, r.report::text AS found,
                   (SELECT sum(next_offset - first_offset) FROM contacts_replay_partitions WHERE replay_id = r.id) AS ahead,
                   r.state = 'RUNNING' AND EXISTS (
                       SELECT 1 FROM contacts_replay_partitions p WHERE p.replay_id = r.id AND\s""" + AHEAD_OF_CONSUMER + """
                   ) AS waiting
            FROM contacts_replays r
            """;
    private static final String BY_ID = FIND + "WHERE r.id = $1";
    private static final String LATEST = FIND + "ORDER BY r.started_at DESC, r.id LIMIT $1";

    private final Pool pool;

    ReplayQueries(Pool pool) {
        this.pool = pool;
    }

    /** Whether a dry run of the same request found this. */
    Uni<Boolean> planned(ReplayRequest request, String fingerprint) {
        Tuple arguments = Tuple.of(fingerprint)
                .addOffsetDateTime(Rows.time(request.from()))
                .addString(request.provider())
                .addString(request.accountId());
        return pool.preparedQuery(PLANNED).execute(arguments).map(rows -> rows.rowCount() == 1);
    }

    /** How the CRM stands before a replay. */
    Uni<CrmStanding> crm() {
        return pool.query(CRM)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new CrmStanding(row.getBoolean("emptied"), row.getBoolean("incomplete")));
    }

    Uni<Optional<ReplayView>> find(UUID id) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReplayQueries::view)
                        .findFirst());
    }

    /** The latest first. */
    Uni<List<ReplayView>> latest(int limit) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReplayQueries::view)
                        .toList());
    }

    private static ReplayView view(Row row) {
        ReplayReport report = Rows.read(row.getString("found"), ReplayReport.class);
        Long ahead = row.getLong("ahead");
        return new ReplayView(
                row.getUUID("id"),
                row.getString("state"),
                row.getBoolean("dry_run"),
                row.getBoolean("waiting"),
                row.getString("state").equals("RUNNING") && row.getString("agreed_plan") != null,
                row.getBoolean("rebuild"),
                Rows.instant(row, "from_time"),
                row.getString("provider"),
                row.getString("account_id"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                ahead == null ? null : ahead + report.records(),
                report,
                row.getString("plan_fingerprint"),
                row.getString("error"));
    }
}
