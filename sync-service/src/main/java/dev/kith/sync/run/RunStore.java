package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountSchedule;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Opens runs and moves them through their phases. An account has one open run at most. */
@ApplicationScoped
class RunStore {

    private static final String COLUMNS =
            "run_id, mode, phase, generation, checkpoint, checkpoint_page, chain_started_at, approved_streams";

    private static final String STATE = """
            SELECT sync_cursor, last_full_sync_at, generation, failures_in_row, full_requested, now() AS now,
                   EXISTS (SELECT 1 FROM contacts_sync_runs
                           WHERE provider = $1 AND account_id = $2 AND state = 'HELD' AND phase = 'FETCHING') AS doubted,
                   EXISTS (SELECT 1 FROM contacts_sync_leases
                           WHERE provider = $1 AND account_id = $2 AND next_run_at <= now()) AS due
            FROM contacts_sync_state WHERE provider = $1 AND account_id = $2
            """;

    private static final String FIND_OPEN = "SELECT " + COLUMNS
            + " FROM contacts_sync_runs WHERE provider = $1 AND account_id = $2 AND state = 'RUNNING'";

    /** The fence may still be raised before the first page: what counts is that no page of the run lies below. */
    private static final String OPEN = """
            INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, generation, chain_fence)
            SELECT $3, $1, $2, $4, $5, $6, l.fence
            FROM contacts_sync_leases l WHERE l.provider = $1 AND l.account_id = $2
            RETURNING\s""" + COLUMNS;

    /** A generation is counted once it is begun: what a run that fails has seen of it says nothing to the next. */
    private static final String FULL_BEGUN = """
            UPDATE contacts_sync_state SET full_requested = false, generation = greatest(generation, $3)
            WHERE provider = $1 AND account_id = $2
            """;

    private static final String NEW_GENERATION = """
            UPDATE contacts_sync_state s SET generation = greatest(s.generation, r.generation) + 1
            FROM contacts_sync_runs r
            WHERE r.run_id = $1 AND s.provider = r.provider AND s.account_id = r.account_id
            RETURNING s.generation
            """;

    private static final String HEAL = """
            UPDATE contacts_source_accounts a SET health = 'ok', health_message = NULL
            FROM contacts_sync_state s
            WHERE a.provider = $1 AND a.account_id = $2 AND a.health = 'degraded'
              AND s.provider = a.provider AND s.account_id = a.account_id AND s.failures_in_row = 0
            """;

    private static final String NEW_CHAIN = """
            UPDATE contacts_sync_runs
            SET mode = $2, generation = $3, chain_fence = $4, chain_started_at = now(), checkpoint = NULL,
                checkpoint_page = 0, sweep_forbidden = NULL, stream_failures = '[]'
            WHERE run_id = $1 AND state = 'RUNNING' AND phase = 'FETCHING'
            RETURNING\s""" + COLUMNS;

    // Whoever slept through the end of its lease does not know how far its successor is.
    private static final String NOT_OVERTAKEN = """
            AND NOT EXISTS (SELECT 1 FROM contacts_sync_leases l
                            WHERE l.provider = r.provider AND l.account_id = r.account_id AND l.fence > $2)
            """;

    private static final String PUBLISHED = """
            UPDATE contacts_sync_runs r SET phase = 'APPLYING'
            WHERE run_id = $1 AND phase = 'FETCHING' AND state = 'RUNNING'\s""" + NOT_OVERTAKEN;

    private static final String POSTPONE = """
            UPDATE contacts_sync_runs r SET next_attempt_at = now() + $3::bigint * interval '1 millisecond'
            WHERE run_id = $1 AND state = 'RUNNING'\s""" + NOT_OVERTAKEN;

    private static final String STREAM_FAILED = """
            UPDATE contacts_sync_runs r
            SET stream_failures = stream_failures
                || jsonb_build_object('stream', $3::text, 'code', $4::text, 'message', $5::text)
            WHERE run_id = $1\s""" + NOT_OVERTAKEN;

    private final Pool pool;
    private final SyncConfig config;
    private final Supplier<UUID> ids;

    RunStore(Pool pool, SyncConfig config, RunIds ids) {
        this.pool = pool;
        this.config = config;
        this.ids = ids;
    }

    /**
     * Opens a run, or answers with the one that is open. A full run asked for while an incremental one is open follows it.
     *
     * @param requested {@code null} leaves the mode to the account's state
     */
    public Uni<OpenedRun> open(SourceAccount account, SyncMode requested, RunTrigger trigger) {
        return open(account, requested, trigger, state -> true).map(Optional::orElseThrow);
    }

    /**
     * Opens a run when the account is due, or answers with the one that is open. Neither is the case when an account was
     * claimed for a run that ended at that moment.
     */
    Uni<Optional<OpenedRun>> openIfDue(SourceAccount account) {
        return open(account, null, RunTrigger.SCHEDULE, state -> state.getBoolean("due"));
    }

    private Uni<Optional<OpenedRun>> open(
            SourceAccount account, SyncMode requested, RunTrigger trigger, Predicate<Row> mayBegin) {
        var key = Tuple.of(account.provider(), account.accountId());
        return pool.withTransaction(connection -> AccountSchedule.lock(connection, account)
                .chain(() -> connection.preparedQuery(STATE).execute(key))
                .map(rows -> rows.iterator().next())
                .chain(state -> first(connection, FIND_OPEN, key).chain(open -> {
                    if (open.isPresent()) {
                        return remember(connection, account, open.get(), requested)
                                .replaceWith(Optional.of(new OpenedRun(open.get(), state(state))));
                    }
                    return mayBegin.test(state)
                            ? insert(connection, account, state, requested, trigger)
                                    .map(run -> Optional.of(new OpenedRun(run, state(state))))
                            : Uni.createFrom().item(Optional.<OpenedRun>empty());
                })));
    }

    /** The account's open run. */
    Uni<Optional<Run>> findOpen(SourceAccount account) {
        return first(pool, FIND_OPEN, Tuple.of(account.provider(), account.accountId()));
    }

    private static Uni<Void> remember(SqlConnection connection, SourceAccount account, Run open, SyncMode requested) {
        if (requested != SyncMode.FULL || open.full()) {
            return Uni.createFrom().voidItem();
        }
        return AccountSchedule.fullNext(connection, account)
                .chain(() -> AccountSchedule.dueAtOnce(connection, account));
    }

    private Uni<Run> insert(
            SqlConnection connection, SourceAccount account, Row row, SyncMode requested, RunTrigger trigger) {
        var state = state(row);
        var now = row.getOffsetDateTime("now").toInstant();
        var pushing = trigger == RunTrigger.RECONCILE || ProviderRegistry.PUSHING.contains(account.provider());
        var mode = ModeChoice.choose(state, requested, pushing, now, config.fullRefreshAfter());
        var full = mode == SyncMode.FULL;
        var generation = state.generation() + (full ? 1 : 0);
        var key = Tuple.of(account.provider(), account.accountId());
        return connection
                .preparedQuery(HEAL)
                .execute(key)
                .chain(() -> full
                        ? connection
                                .preparedQuery(FULL_BEGUN)
                                .execute(Tuple.of(account.provider(), account.accountId(), generation))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .chain(() -> first(
                        connection,
                        OPEN,
                        Tuple.of(
                                account.provider(),
                                account.accountId(),
                                ids.get(),
                                stored(mode),
                                trigger.stored(),
                                generation)))
                .map(run -> run.orElseThrow(() -> new IllegalStateException("The account has no lease row.")));
    }

    /**
     * Gives the chain of pages up and begins another one under the raised fence, in the same run. Fails with
     * {@link RunEndedException} when the run ended or the lease was lost.
     */
    Uni<Run> beginChain(Run run, SyncMode mode, Lease lease) {
        return pool.withTransaction(connection -> generation(connection, run, mode)
                .call(() -> LeaseStore.requireHeld(connection, lease))
                .call(() -> connection
                        .preparedQuery("DELETE FROM contacts_sync_run_streams WHERE run_id = $1")
                        .execute(Tuple.of(run.runId())))
                .chain(generation ->
                        first(connection, NEW_CHAIN, Tuple.of(run.runId(), stored(mode), generation, lease.fence())))
                .map(begun -> begun.orElseThrow(RunEndedException::new)));
    }

    private static Uni<Long> generation(SqlConnection connection, Run run, SyncMode mode) {
        return mode == SyncMode.FULL
                ? connection
                        .preparedQuery(NEW_GENERATION)
                        .execute(Tuple.of(run.runId()))
                        .map(rows -> rows.iterator().next().getLong("generation"))
                : Uni.createFrom().item(run.generation());
    }

    /** All pages are in the log: what follows is the appliers' work, unless the account was taken over. */
    public Uni<Void> published(UUID runId, Lease lease) {
        return update(PUBLISHED, Tuple.of(runId, lease.fence()));
    }

    /** Leaves the run open and alone for a while, unless the account was taken over. */
    Uni<Void> postpone(UUID runId, Lease lease, Duration delay) {
        return update(POSTPONE, Tuple.of(runId, lease.fence(), delay.toMillis()));
    }

    /** Notes that a stream was left out, unless the account was taken over. */
    Uni<Void> streamFailed(UUID runId, long fence, String stream, String code, String message) {
        return update(STREAM_FAILED, Tuple.of(runId, fence, stream, code, message));
    }

    private Uni<Void> update(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).replaceWithVoid();
    }

    private static Uni<Optional<Run>> first(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RunStore::run)
                        .findFirst());
    }

    static String stored(SyncMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static SyncMode mode(String stored) {
        return SyncMode.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    private static Run run(Row row) {
        return new Run(
                row.getUUID("run_id"),
                mode(row.getString("mode")),
                RunPhase.valueOf(row.getString("phase")),
                row.getLong("generation"),
                row.getString("checkpoint"),
                row.getInteger("checkpoint_page"),
                row.getOffsetDateTime("chain_started_at").toInstant(),
                Set.of(row.getArrayOfStrings("approved_streams")));
    }

    private static SyncState state(Row row) {
        var lastFull = row.getOffsetDateTime("last_full_sync_at");
        return new SyncState(
                row.getString("sync_cursor"),
                lastFull == null ? null : lastFull.toInstant(),
                row.getLong("generation"),
                row.getInteger("failures_in_row"),
                row.getBoolean("full_requested"),
                row.getBoolean("doubted"));
    }
}
