package dev.kith.sync.run;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads runs for people and programs. */
@ApplicationScoped
public class RunQueries {

    private static final String COLUMNS = """
            SELECT run_id, provider, account_id, mode, state, started_at, ended_at, created, updated, unchanged,
                skipped, deleted, conflicts, quarantined, unknown, error_code, error_message
            FROM contacts_sync_runs
            """;

    private final Pool pool;

    RunQueries(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<RunView>> find(UUID runId) {
        return find(List.of(runId)).map(runs -> runs.stream().findFirst());
    }

    public Uni<List<RunView>> find(Collection<UUID> runIds) {
        return query(
                COLUMNS + " WHERE run_id = ANY($1) ORDER BY provider, account_id",
                Tuple.of(runIds.toArray(UUID[]::new)));
    }

    /** These runs, each incremental one replaced by the first full run of its account that began after it, if one did. */
    Uni<List<RunView>> orTheFullOnesAfter(Collection<UUID> runIds) {
        return query(COLUMNS + """
                         WHERE run_id IN (
                            SELECT coalesce(
                                (SELECT f.run_id FROM contacts_sync_runs f
                                 WHERE r.mode <> 'full' AND f.mode = 'full' AND f.started_at > r.started_at
                                   AND f.provider = r.provider AND f.account_id = r.account_id
                                 ORDER BY f.started_at LIMIT 1), r.run_id)
                            FROM contacts_sync_runs r WHERE r.run_id = ANY($1))
                        ORDER BY provider, account_id
                        """, Tuple.of(runIds.toArray(UUID[]::new)));
    }

    /** The latest runs, newest first; {@code null} arguments do not filter. */
    public Uni<List<RunView>> latest(String provider, String accountId, int limit) {
        return query(COLUMNS + """
                         WHERE ($1::text IS NULL OR provider = $1) AND ($2::text IS NULL OR account_id = $2)
                        ORDER BY started_at DESC LIMIT $3
                        """, Tuple.of(provider, accountId, limit));
    }

    private Uni<List<RunView>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RunQueries::view)
                        .toList());
    }

    private static RunView view(Row row) {
        var code = row.getString("error_code");
        return new RunView(
                row.getUUID("run_id"),
                row.getString("provider"),
                row.getString("account_id"),
                RunStore.mode(row.getString("mode")),
                RunState.valueOf(row.getString("state")),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                RunSummary.of(
                        row.getInteger("created"),
                        row.getInteger("updated"),
                        row.getInteger("unchanged"),
                        row.getInteger("skipped"),
                        row.getInteger("deleted"),
                        row.getInteger("conflicts"),
                        row.getInteger("quarantined"),
                        row.getInteger("unknown")),
                code == null ? null : new RunError(code, row.getString("error_message")));
    }
}
