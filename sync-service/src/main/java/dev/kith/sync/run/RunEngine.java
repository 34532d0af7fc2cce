package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountStore;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.FailurePolicy;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.log.BatchPublisher;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.PageChain.Progress;
import dev.kith.sync.tracing.RunTraces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Works on one account whose lease was claimed: reads its run to the end, or confirms the deletions of one. */
@ApplicationScoped
class RunEngine {

    private static final Logger LOGGER = Logger.getLogger(RunEngine.class);
    private static final String BROKEN_TWICE =
            "The source broke its listing off twice in a row. Nothing is lost: the next sync starts from the last good"
                    + " position. If it goes on like this, look for a newer version of Kith, or report it.";

    private final AccountStore accountStore;
    private final Accounts accounts;
    private final ProviderRegistry providers;
    private final BatchPublisher publisher;
    private final LeaseStore leases;
    private final RunStore runs;
    private final RejectedContacts rejected;
    private final RunOutcomes outcomes;
    private final DeletionConfirmation confirmation;
    private final RunTraces traces;
    private final SyncConfig config;
    private final Clock clock;

    RunEngine(
            AccountStore accountStore,
            Accounts accounts,
            ProviderRegistry providers,
            BatchPublisher publisher,
            LeaseStore leases,
            RunStore runs,
            RejectedContacts rejected,
            RunOutcomes outcomes,
            DeletionConfirmation confirmation,
            RunTraces traces,
            SyncConfig config,
            Clock clock) {
        this.accountStore = accountStore;
        this.accounts = accounts;
        this.providers = providers;
        this.publisher = publisher;
        this.leases = leases;
        this.runs = runs;
        this.rejected = rejected;
        this.outcomes = outcomes;
        this.confirmation = confirmation;
        this.traces = traces;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Does what the account needs and gives the lease back. Never fails: what goes wrong is the account's own trouble.
     *
     * @param stopping once true, the page at hand is finished and no other is begun
     */
    Uni<Void> work(Lease lease, BooleanSupplier stopping) {
        return Uni.createFrom().deferred(() -> {
            var held = leases.hold(lease);
            return accountStore
                    .find(lease.provider(), lease.accountId())
                    .chain(found -> found.map(account -> attend(account.source(), held, stopping))
                            .orElseGet(() -> Uni.createFrom().item(NextRun.asPlanned())))
                    .onFailure()
                    .recoverWithItem(RunEngine::shrugOff)
                    .chain(next -> held.release(next.delay()))
                    .onFailure()
                    .recoverWithItem(failure -> {
                        LOGGER.warn("A lease could not be given back and will run out", failure);
                        return null;
                    });
        });
    }

    private static NextRun shrugOff(Throwable failure) {
        if (!(failure instanceof RunEndedException)) {
            LOGGER.error("Work on an account broke off; its run stays open and goes on", failure);
        }
        return NextRun.asPlanned();
    }

    private Uni<NextRun> attend(SourceAccount account, HeldLease lease, BooleanSupplier stopping) {
        return runs.openIfDue(account)
                .chain(found -> found.map(opened -> attend(account, opened, lease, stopping))
                        .orElseGet(() -> Uni.createFrom().item(NextRun.asPlanned())));
    }

    private Uni<NextRun> attend(SourceAccount account, OpenedRun opened, HeldLease lease, BooleanSupplier stopping) {
        return switch (opened.run().phase()) {
            case FETCHING -> read(new Reading(account, opened.run(), opened.state(), lease, stopping));
            case APPLYING, SETTLING -> Uni.createFrom().item(NextRun.asPlanned());
            case CONFIRMING ->
                confirmation.confirm(account, opened.run(), lease).replaceWith(NextRun.asPlanned());
        };
    }

    /** One go at reading a run, and which second chances it has used up. */
    private record Reading(
            SourceAccount account,
            Run run,
            SyncState state,
            HeldLease lease,
            BooleanSupplier stopping,
            Set<FailurePolicy> spent) {

        Reading(SourceAccount account, Run run, SyncState state, HeldLease lease, BooleanSupplier stopping) {
            this(account, run, state, lease, stopping, EnumSet.noneOf(FailurePolicy.class));
        }

        Reading with(Run begun) {
            return new Reading(account, begun, state, lease, stopping, spent);
        }

        boolean halted() {
            return stopping.getAsBoolean() || lease.lost();
        }
    }

    private Uni<NextRun> read(Reading reading) {
        var stale = reading.run().resumable()
                && reading.run().chainStartedAt().plus(config.chainLifetime()).isBefore(clock.instant());
        return (stale ? begin(reading, reading.run().mode()) : Uni.createFrom().item(reading))
                .chain(current -> identify(current).chain(() -> follow(current)))
                .onFailure()
                .recoverWithUni(failure -> broken(reading, failure));
    }

    /** What fails while the instance stops may fail of that: clients are closed by then, and the source is not to blame. */
    private Uni<NextRun> broken(Reading reading, Throwable failure) {
        return reading.stopping().getAsBoolean()
                ? Uni.createFrom().item(outcomes.halted(reading.account(), reading.run()))
                : outcomes.failed(
                        reading.account(),
                        reading.run(),
                        reading.state(),
                        reading.lease().lease(),
                        failure);
    }

    /** A cursor belongs to whom it was issued to, so only a full listing needs to ask who answers. */
    private Uni<Void> identify(Reading reading) {
        return reading.run().full() || reading.account().boundIdentity() == null
                ? accounts.identify(reading.account()).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<NextRun> follow(Reading reading) {
        return chain(reading)
                .follow()
                .chain(progress -> finish(reading, progress))
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> secondChance(reading, (ProviderException) failure));
    }

    private PageChain chain(Reading reading) {
        var provider = providers.find(reading.account().provider()).orElseThrow();
        return new PageChain(
                new PageChain.Context(provider, publisher, runs, rejected, traces, clock),
                reading.account(),
                reading.run(),
                reading.state().cursor(),
                reading.lease().lease().fence(),
                reading::halted);
    }

    private Uni<NextRun> finish(Reading reading, Progress progress) {
        var run = reading.run();
        if (progress instanceof Progress.Published) {
            return runs.published(run.runId(), reading.lease().lease())
                    .chain(() -> outcomes.published(reading.account(), run, reading.state()));
        }
        if (progress instanceof Progress.Unchanged unchanged) {
            return outcomes.unchanged(
                    reading.account(), run, reading.state(), reading.lease().lease(), unchanged.nextCursor());
        }
        if (progress instanceof Progress.Doubtful doubtful && !reading.lease().lost()) {
            return outcomes.held(reading.account(), run, reading.lease().lease(), doubtful);
        }
        return Uni.createFrom().item(outcomes.halted(reading.account(), run));
    }

    private Uni<NextRun> secondChance(Reading reading, ProviderException failure) {
        var policy = FailurePolicy.of(failure.failure());
        var mode = policy == FailurePolicy.FULL_SYNC
                ? SyncMode.FULL
                : reading.run().mode();
        var worthwhile = policy == FailurePolicy.RESTART_CHAIN
                || (policy == FailurePolicy.FULL_SYNC && !reading.run().full());
        if (worthwhile && !reading.spent().add(policy)) {
            return Uni.createFrom().failure(new ProviderException(new Permanent(BROKEN_TWICE), failure));
        }
        if (!worthwhile) {
            return Uni.createFrom().failure(failure);
        }
        LOGGER.infof(
                "The chain of pages begins again: account=%s reason=%s mode=%s",
                reading.account().id(), failure.failure().code(), mode);
        return begin(reading, mode).chain(begun -> identify(begun).chain(() -> follow(begun)));
    }

    private Uni<Reading> begin(Reading reading, SyncMode mode) {
        return reading.lease()
                .raiseFence()
                .chain(lease -> runs.beginChain(reading.run(), mode, lease))
                .map(reading::with);
    }
}
