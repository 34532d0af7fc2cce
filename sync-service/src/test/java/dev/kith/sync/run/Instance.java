package dev.kith.sync.run;

import dev.kith.sync.account.AccountFixtures;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.backfill.apply.Heirs;
import dev.kith.sync.backfill.apply.Inheritances;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.RecordedSpans;
import dev.kith.sync.tracing.RunTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One instance of the run room, wired by hand over a database that others may share. */
final class Instance {

    final AccountFixtures accounts;
    final LeaseStore leases;
    final RunStore runs;
    final RunEngine engine;
    final HeldRuns held;
    final SyncScheduler scheduler;
    final SyncNow syncNow;
    final RunQueries queries;
    final StatusQueries status;
    final Housekeeping housekeeping;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RecordedSpans spans = new RecordedSpans();

    private final ProviderRegistry providers;

    Instance(Pool pool, FakeContactsProvider provider, TableLog log) {
        this(pool, provider, log, Clock.systemUTC());
    }

    Instance(Pool pool, FakeContactsProvider provider, TableLog log, Clock clock) {
        var config = new TestConfig(4);
        var random = new Random(1);
        RunIds ids = UUID::randomUUID;
        providers = ProviderRegistry.of(provider);
        accounts = new AccountFixtures(pool, providers);
        leases = new LeaseStore(pool, config);
        runs = new RunStore(pool, config, ids);
        queries = new RunQueries(pool);
        status = new StatusQueries(pool);
        var metrics = new RunMetrics(meters);
        var candidates = new CandidateStore(pool);
        var listings = new HeldListings(pool);
        var outcomes = new RunOutcomes(runs, new RunEnding(pool), listings, metrics, config, random);
        var confirmation = new DeletionConfirmation(candidates, providers, log, runs, metrics, config, random, clock);
        engine = new RunEngine(
                accounts.store(),
                accounts.accounts(),
                providers,
                log,
                leases,
                runs,
                new RejectedContacts(pool),
                outcomes,
                confirmation,
                new RunTraces(spans.tracer()),
                config,
                clock);
        held = new HeldRuns(queries, accounts.store(), candidates, listings, log, metrics);
        housekeeping = new Housekeeping(
                pool,
                providers,
                config,
                new Inheritances(pool, new Heirs(UUID::randomUUID, clock)),
                clock,
                Duration.ofDays(30),
                Duration.ofDays(90));
        scheduler = new SyncScheduler(leases, engine, housekeeping, providers, metrics, config, ids);
        syncNow = new SyncNow(accounts.store(), providers, runs, queries, scheduler, clock);
    }

    /** Claims what is due and works it off; answers with how many accounts that were. */
    int poll() {
        return poll(() -> false);
    }

    int poll(BooleanSupplier stopping) {
        List<Lease> claimed = claim();
        claimed.forEach(lease -> engine.work(lease, stopping).await().indefinitely());
        return claimed.size();
    }

    List<Lease> claim() {
        return leases.claimDue(scheduler.owner(), providers.polled(), 100)
                .await()
                .indefinitely();
    }
}
