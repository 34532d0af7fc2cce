package dev.kith.sandbox.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.google.StandInControl;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What it costs to look after many accounts in which nothing happens. */
final class IdleAccounts implements Benchmark {

    /** The service's own. */
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "idle-accounts";
    }

    @Override
    public String what() {
        return "processor time of the service while it polls accounts every 15 minutes, token refresh and groups included";
    }

    @Override
    public Goal goal() {
        return Goal.atMost(0.25);
    }

    @Override
    public String unit() {
        return "cores";
    }

    @Override
    public Result measure(BenchContext context) {
        int accounts = context.sizes().accounts;
        Duration watched = Duration.ofSeconds(context.sizes().seconds);
        Duration each = watched.dividedBy(context.sizes().rounds);
        Rounds rounds = new Rounds();
        try (BenchSystem system = context.system()) {
            connect(system, accounts);
            awaitFirstSyncs(system, accounts, context);
            // As a day of polling leaves them: each due at some moment of the interval.
            system.servers()
                    .execute("UPDATE contacts_sync_leases SET next_run_at = now() + random() * interval '"
                            + INTERVAL.toSeconds() + " seconds' WHERE isfinite(next_run_at)");
            // Each poll of the time that is watched has to refresh its token: four times as often as an hour's life
            // asks for.
            system.servers().google().control().expireAccessTokens();
            long before = runs(system);
            Duration database = databaseTime(system);
            for (int round = 1; round <= context.sizes().rounds; round++) {
                rounds.add(used(system, each));
            }
            double cycles = (runs(system) - before) / (double) watched.toSeconds();
            double databaseCores = databaseTime(system).minus(database).toNanos() / (double) watched.toNanos();
            return rounds.result(
                    accounts,
                    "cores, PostgreSQL %.2f beside them; %.1f cycles a second for %d s"
                            .formatted(databaseCores, cycles, watched.toSeconds()));
        }
    }

    /** How much of a core the service uses meanwhile. */
    private static double used(BenchSystem system, Duration length) {
        Duration before = system.instance().processorTime();
        long begun = System.nanoTime();
        LockSupport.parkNanos(length.toNanos());
        Duration used = system.instance().processorTime().minus(before);
        return used.toNanos() / (double) (System.nanoTime() - begun);
    }

    /** What PostgreSQL's processes have used that are there. */
    private static Duration databaseTime(BenchSystem system) {
        long checkpointer =
                system.servers().number("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
        return ProcessHandle.of(checkpointer)
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long runs(BenchSystem system) {
        return system.servers().number("SELECT count(*) FROM contacts_sync_runs WHERE state <> 'RUNNING'");
    }

    private static void connect(BenchSystem system, int accounts) {
        StandInControl google = system.servers().google().control();
        IntStream.rangeClosed(1, accounts)
                .forEach(i -> google.createAccount(
                        "idle-" + i,
                        "idle" + i + "@example.com",
                        "refresh-" + i,
                        Set.of(StandInControl.CONTACTS_SCOPE)));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            var calls = IntStream.rangeClosed(1, accounts)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> system.instance()
                            .client()
                            .post(
                                    "/api/accounts",
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("provider", "google")
                                            .put("accountId", "idle-" + i)
                                            .put("refreshToken", "refresh-" + i))))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("an account could not be connected", e);
        } finally {
            callers.shutdownNow();
        }
    }

    private static void awaitFirstSyncs(BenchSystem system, int accounts, BenchContext context) {
        long synced = 0;
        while (synced < accounts) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            synced = system.servers()
                    .number("SELECT count(*) FROM contacts_sync_state WHERE last_success_at IS NOT NULL");
            context.progress().accept("idle-accounts: " + synced + " of " + accounts + " accounts synced");
        }
    }
}
