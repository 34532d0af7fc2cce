package dev.kith.sync.run;

import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.apply.DeletionWriter;
import dev.kith.sync.log.BatchPublisher;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log whose batches are applied at once, as far as a run's own tables show it. */
final class TableLog implements BatchPublisher, DeletionWriter {

    private static final String CHECKPOINT = """
            UPDATE contacts_sync_runs SET checkpoint_page = $2, checkpoint = $3, created = created + 1
            WHERE run_id = $1 AND state = 'RUNNING'
            """;
    private static final String END = """
            UPDATE contacts_sync_runs r
            SET phase = CASE WHEN c.open THEN 'CONFIRMING' ELSE 'DONE' END,
                state = CASE WHEN c.open THEN 'RUNNING' ELSE 'SUCCEEDED' END,
                ended_at = CASE WHEN c.open THEN NULL ELSE now() END
            FROM (SELECT EXISTS (SELECT 1 FROM contacts_deletion_candidates WHERE run_id = $1) AS open) c
            WHERE r.run_id = $1 AND r.state = 'RUNNING'
            """;
    private static final String MOVE = """
            UPDATE contacts_sync_state
            SET sync_cursor = $3, cursor_issued_at = now(), generation = $4, last_success_at = now(),
                last_full_sync_at = CASE WHEN $5 THEN now() ELSE last_full_sync_at END, failures_in_row = 0,
                last_error = NULL
            WHERE provider = $1 AND account_id = $2
            """;

    private final Pool pool;
    private final List<ContactBatch> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<ContactBatch> unapplied = new CopyOnWriteArrayList<>();
    private final List<String> deleted = Collections.synchronizedList(new ArrayList<>());
    private Consumer<ContactBatch> before = batch -> {};
    private boolean down;
    private volatile boolean lagging;

    TableLog(Pool pool) {
        this.pool = pool;
    }

    /** Sees each batch before it is published. */
    TableLog before(Consumer<ContactBatch> hook) {
        before = hook;
        return this;
    }

    void goDown() {
        down = true;
    }

    void comeUp() {
        down = false;
    }

    /** Takes batches and leaves them unapplied. */
    void lag() {
        lagging = true;
    }

    /** Applies what was left unapplied, and lags no more. */
    void catchUp() {
        lagging = false;
        unapplied.forEach(page -> apply(page).await().indefinitely());
    }

    List<ContactBatch> batches() {
        return List.copyOf(batches);
    }

    List<String> deleted() {
        return List.copyOf(deleted);
    }

    @Override
    public Uni<Void> publish(SourceAccount account, ContactBatch page) {
        before.accept(page);
        if (down) {
            return Uni.createFrom().failure(new IllegalStateException("no broker"));
        }
        boolean later = lagging;
        if (later) {
            unapplied.add(page);
        }
        batches.add(page);
        return later ? Uni.createFrom().voidItem() : apply(page);
    }

    @Override
    public Uni<Void> publish(SourceAccount account, InteractionBatch batch) {
        return Uni.createFrom().failure(new UnsupportedOperationException("only contacts are read here"));
    }

    Uni<Void> apply(ContactBatch page) {
        var run = page.run();
        var booked = update(CHECKPOINT, Tuple.of(run.runId(), run.page(), page.checkpoint()));
        return run.last()
                ? booked.chain(() -> update(
                                MOVE,
                                Tuple.of(
                                        page.provider(),
                                        page.accountId(),
                                        page.nextSyncCursor(),
                                        run.generation(),
                                        run.mode() == SyncMode.FULL)))
                        .chain(() -> update(END, Tuple.of(run.runId())))
                : booked;
    }

    @Override
    public Uni<Integer> apply(SourceAccount account, UUID runId, Set<String> externalIds) {
        return pool.withTransaction(connection -> apply(connection, account, runId, externalIds));
    }

    @Override
    public Uni<Integer> apply(SqlConnection connection, SourceAccount account, UUID runId, Set<String> externalIds) {
        deleted.addAll(externalIds);
        return update(connection, """
                        UPDATE contacts_sync_runs SET state = 'SUCCEEDED', phase = 'DONE', ended_at = now(), deleted = $2
                        WHERE run_id = $1
                        """, Tuple.of(runId, externalIds.size()))
                .chain(() -> update(
                        connection, "DELETE FROM contacts_deletion_candidates WHERE run_id = $1", Tuple.of(runId)))
                .replaceWith(externalIds.size());
    }

    private Uni<Void> update(String sql, Tuple arguments) {
        return update(pool, sql, arguments);
    }

    private static Uni<Void> update(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql).execute(arguments).replaceWithVoid();
    }
}
