package dev.kith.sync.backfill;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.model.SeenContact;
import dev.kith.model.SyncMode;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.apply.BatchApplier;
import dev.kith.sync.backfill.apply.Heirs;
import dev.kith.sync.backfill.apply.Inheritances;
import dev.kith.sync.backfill.apply.ReplayApplier;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.erased.ErasureKey;
import dev.kith.sync.backfill.write.Deletions;
import dev.kith.sync.crm.EditorFixture;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.testing.Servers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A migrated CRM in a database of its own, with a log that only exists as slices. */
public final class CrmFixture implements AutoCloseable {

    public static final AccountKey HOME = new AccountKey("google", "home");
    public static final AccountKey WORK = new AccountKey("google", "work");

    /** Knows whom it erased, by a key that everybody knows. */
    public static final ErasedPeople ERASED =
            new ErasedPeople(connection -> Uni.createFrom().item(new ErasureKey(new byte[ErasureKey.BYTES])));

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String TOPIC = "kith.contacts.v1";
    private static final String TOPIC_ID = "topic";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final BatchApplier applier;
    private final Map<AccountKey, Integer> partitions = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> offsets = new ConcurrentHashMap<>();

    public CrmFixture() {
        String database = Servers.postgres().freshDatabase();
        Flyway.configure()
                .dataSource(Servers.postgres().jdbcUrl(database), "postgres", "")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .table("contacts_schema_history")
                .load()
                .migrate();
        PgConnectOptions options = PgConnectOptions.fromUri(Servers.postgres().libpqUrl(database))
                .setPassword("postgres")
                .setCachePreparedStatements(true)
                .setPipeliningLimit(256)
                .addProperty("plan_cache_mode", "force_custom_plan");
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(options)
                .using(vertx)
                .build();
        applier = new BatchApplier(pool, UUID::randomUUID, Clock.systemUTC(), ERASED);
        reset();
    }

    /** Empties every table and begins the log anew. */
    public void clear() {
        sql("""
                DO $$ BEGIN
                    EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' CASCADE' FROM pg_tables
                             WHERE schemaname = 'public' AND tablename <> 'contacts_schema_history');
                END $$
                """);
        reset();
    }

    /** Begins the log anew in empty tables. */
    public void reset() {
        partitions.clear();
        offsets.clear();
        partition(0);
        connect(HOME);
        connect(WORK);
    }

    public void connect(AccountKey account) {
        sql(
                "INSERT INTO contacts_source_accounts (provider, account_id) VALUES ($1, $2)",
                account.provider(),
                account.accountId());
        sql(
                "INSERT INTO contacts_sync_state (provider, account_id) VALUES ($1, $2)",
                account.provider(),
                account.accountId());
    }

    /** As somebody does who no longer wants it, and with all that follows. */
    public void disconnect(AccountKey account) {
        sql(
                "UPDATE contacts_source_accounts SET disconnected_at = now() WHERE provider = $1 AND account_id = $2",
                account.provider(),
                account.accountId());
        settleDisconnected();
    }

    public void reconnect(AccountKey account) {
        sql("""
                UPDATE contacts_source_accounts SET disconnected_at = NULL, settled_at = NULL
                WHERE provider = $1 AND account_id = $2
                """, account.provider(), account.accountId());
    }

    private void partition(int partition) {
        sql("INSERT INTO contacts_log_offsets VALUES ('" + TOPIC + "', $1, '" + TOPIC_ID + "', 0)", partition);
        offsets.put(partition, new AtomicLong());
    }

    /** Gives the account a partition of its own, so that it can be applied beside others. */
    public void ownPartition(AccountKey account) {
        int partition = offsets.size();
        partition(partition);
        partitions.put(account, partition);
    }

    public Pool pool() {
        return pool;
    }

    /** Starts a run of an account, as the run engine does. */
    public RunFixture run(AccountKey account, SyncMode mode) {
        UUID runId = UUID.randomUUID();
        Row run = one(
                """
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, generation, chain_fence)
                SELECT $1, provider, account_id, $4, 'test', generation + CASE $4 WHEN 'full' THEN 1 ELSE 0 END, 1
                FROM contacts_sync_state WHERE provider = $2 AND account_id = $3
                RETURNING generation
                """, runId, account.provider(), account.accountId(), mode.name().toLowerCase(Locale.ROOT));
        return new RunFixture(account, runId, mode, run.getLong(0));
    }

    /** Runs a whole sync of one page. */
    public void sync(AccountKey account, SyncMode mode, CanonicalContact... contacts) {
        run(account, mode).last(contacts);
    }

    /** Has the source delete contacts, and applies that as a confirmed deletion. */
    public void delete(AccountKey account, String... externalIds) {
        CanonicalContact[] tombstones = Stream.of(externalIds)
                .map(id -> CanonicalContact.tombstone(id, null))
                .toArray(CanonicalContact[]::new);
        RunFixture run = run(account, SyncMode.INCREMENTAL);
        run.last(tombstones);
        confirmDeletions(run);
    }

    public void settleDisconnected() {
        new Inheritances(pool, new Heirs(UUID::randomUUID, Clock.systemUTC()))
                .settle()
                .await()
                .atMost(TIMEOUT);
    }

    /**
     * Has the source confirm every deletion that a run noticed.
     *
     * @return whether it noticed any
     */
    public boolean confirmDeletions(RunFixture run) {
        List<String> candidates =
                texts("SELECT external_contact_id FROM contacts_deletion_candidates WHERE run_id = $1", run.runId());
        if (candidates.isEmpty()) {
            return false;
        }
        OptimisticTransaction.in(
                        pool,
                        connection -> Deletions.apply(
                                connection,
                                run.account,
                                run.runId(),
                                Set.copyOf(candidates),
                                new Heirs(UUID::randomUUID, Clock.systemUTC())))
                .await()
                .atMost(TIMEOUT);
        return true;
    }

    /** A run and the batches published for it. */
    public final class RunFixture {
        private final AccountKey account;
        private final UUID runId;
        private final SyncMode mode;
        private final long generation;
        private final List<CanonicalGroup> groups = new ArrayList<>();
        private final List<SeenContact> seen = new ArrayList<>();
        private long fence = 1;
        private int page;
        private Integer total;

        private RunFixture(AccountKey account, UUID runId, SyncMode mode, long generation) {
            this.account = account;
            this.runId = runId;
            this.mode = mode;
            this.generation = generation;
        }

        public UUID runId() {
            return runId;
        }

        public RunFixture groups(CanonicalGroup... more) {
            groups.addAll(List.of(more));
            return this;
        }

        public RunFixture seen(String... externalIds) {
            for (String externalId : externalIds) {
                seen.add(new SeenContact(externalId, null));
            }
            return this;
        }

        public RunFixture fence(long newFence) {
            fence = newFence;
            return this;
        }

        public RunFixture page(CanonicalContact... contacts) {
            apply(slice(++page, false, contacts));
            return this;
        }

        /** How many people the source says it holds. */
        public RunFixture total(int people) {
            total = people;
            return this;
        }

        /** Publishes the page before once more. */
        public RunFixture pageAgain(CanonicalContact... contacts) {
            apply(slice(page, false, contacts));
            return this;
        }

        public RunFixture skipPage() {
            page++;
            return this;
        }

        public RunFixture last(CanonicalContact... contacts) {
            apply(slice(++page, true, contacts));
            return this;
        }

        /** The next page: all there is of one list of the account, the last one or not. */
        public Slice nextOf(String stream, boolean last, CanonicalContact... contacts) {
            return slice(stream, ++page, last, true, contacts);
        }

        public Slice slice(int number, boolean last, CanonicalContact... contacts) {
            return slice("contacts", number, last, last, contacts);
        }

        private Slice slice(
                String stream, int number, boolean last, boolean streamComplete, CanonicalContact... contacts) {
            ContactBatch batch = new ContactBatch(
                    account.provider(),
                    account.accountId(),
                    stream,
                    new RunPosition(runId, mode, generation, fence, number, 1, 1, last),
                    null,
                    null,
                    last ? null : "page-" + (number + 1),
                    last ? "cursor-" + runId : null,
                    null,
                    streamComplete,
                    total,
                    List.of(contacts),
                    groups,
                    seen,
                    0);
            groups.clear();
            seen.clear();
            int partition = partitions.getOrDefault(account, 0);
            long at = offsets.get(partition).getAndIncrement();
            LogPosition position = new LogPosition(TOPIC + "@" + TOPIC_ID, partition, at);
            return new Slice(
                    TOPIC,
                    TOPIC_ID,
                    partition,
                    at,
                    at + 1,
                    account,
                    List.of(Slice.Entry.of(UnreadContactBatch.of(BatchCodec.write(batch)), position)));
        }

        public Row row() {
            return one("SELECT * FROM contacts_sync_runs WHERE run_id = $1", runId);
        }

        public String state() {
            return row().getString("state");
        }
    }

    /** What applies states of the log once more. */
    public ReplayApplier replays() {
        return new ReplayApplier(pool, UUID::randomUUID, Clock.systemUTC(), ERASED, EditorFixture.writtenFields(pool));
    }

    /** Applies what the only record of a slice holds once more. */
    public void replay(AccountKey account, Slice slice) {
        replays()
                .apply(
                        account,
                        slice.entries().get(0).whole().contacts(),
                        new ReplayApplier.Terms(UUID.randomUUID(), false, false))
                .await()
                .atMost(TIMEOUT);
    }

    public void apply(Slice slice) {
        applier.apply(slice).await().atMost(TIMEOUT);
    }

    public void sql(String sql, Object... arguments) {
        pool.preparedQuery(sql).execute(Tuple.from(List.of(arguments))).await().atMost(TIMEOUT);
    }

    public List<Row> rows(String sql, Object... arguments) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.from(List.of(arguments)))
                .await()
                .atMost(TIMEOUT)
                .forEach(rows::add);
        return rows;
    }

    public Row one(String sql, Object... arguments) {
        List<Row> rows = rows(sql, arguments);
        if (rows.size() != 1) {
            throw new AssertionError("expected one row but found " + rows.size());
        }
        return rows.get(0);
    }

    /** The first column of every row, as text. */
    public List<String> texts(String sql, Object... arguments) {
        return rows(sql, arguments).stream()
                .map(row -> String.valueOf(row.getValue(0)))
                .toList();
    }

    @Override
    public void close() {
        pool.close().await().atMost(TIMEOUT);
        vertx.close().await().atMost(TIMEOUT);
    }
}
