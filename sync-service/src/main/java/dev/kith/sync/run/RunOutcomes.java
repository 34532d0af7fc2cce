package dev.kith.sync.run;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Says how a go at reading a run ended: to the database, to the log file, to the metrics. */
@ApplicationScoped
class RunOutcomes {

    private static final Logger LOGGER = Logger.getLogger(RunOutcomes.class);
    private static final String INTERNAL = "internal";
    private static final String INTERNAL_MESSAGE =
            "The sync met an error of its own: see the service's log at this time, and report it.";

    private final RunStore runs;
    private final RunEnding ending;
    private final HeldListings held;
    private final RunMetrics metrics;
    private final NextAttempt nextAttempt;

    RunOutcomes(
            RunStore runs,
            RunEnding ending,
            HeldListings held,
            RunMetrics metrics,
            SyncConfig config,
            RandomGenerator random) {
        this.runs = runs;
        this.ending = ending;
        this.held = held;
        this.metrics = metrics;
        this.nextAttempt = new NextAttempt(config.interval(), random);
    }

    Uni<NextRun> published(SourceAccount account, Run run, SyncState state) {
        metrics.read(account.provider(), run.mode(), "published");
        LOGGER.infof("Read to the end: account=%s run=%s mode=%s", account.id(), run.runId(), run.mode());
        return settle(account, state).replaceWith(NextRun.in(nextAttempt.afterSuccess()));
    }

    Uni<NextRun> unchanged(SourceAccount account, Run run, SyncState state, Lease lease, String nextCursor) {
        return ending.finishEmpty(lease, run.runId(), nextCursor)
                .invoke(ended -> metrics.read(account.provider(), run.mode(), ended ? "unchanged" : "lost"))
                .chain(() -> settle(account, state))
                .replaceWith(NextRun.in(nextAttempt.afterSuccess()));
    }

    private Uni<Void> settle(SourceAccount account, SyncState state) {
        return state.doubted() ? held.settle(account) : Uni.createFrom().voidItem();
    }

    /** Waits for a decision; the account is looked at again at the usual time, in case it comes right by itself. */
    Uni<NextRun> held(SourceAccount account, Run run, Lease lease, PageChain.Progress.Doubtful doubtful) {
        LOGGER.warnf("A listing is held: account=%s run=%s", account.id(), run.runId());
        metrics.read(account.provider(), run.mode(), "held");
        return held.hold(account, lease, run.runId(), doubtful.stream(), doubtful.reason())
                .replaceWith(NextRun.in(nextAttempt.afterSuccess()));
    }

    /** The run stays open: whoever claims the account next goes on with it. */
    NextRun halted(SourceAccount account, Run run) {
        metrics.read(account.provider(), run.mode(), "halted");
        return NextRun.asPlanned();
    }

    Uni<NextRun> failed(SourceAccount account, Run run, SyncState state, Lease lease, Throwable failure) {
        var failures = state.failuresInRow() + 1;
        if (failure instanceof RunEndedException) {
            metrics.read(account.provider(), run.mode(), "lost");
            return Uni.createFrom().item(NextRun.asPlanned());
        }
        if (failure instanceof LogUnavailableException) {
            return postpone(account, run, lease, failures, failure);
        }
        if (failure instanceof ProviderException refused) {
            return end(
                    account,
                    run,
                    lease,
                    failures,
                    refused.failure(),
                    refused.failure().code());
        }
        LOGGER.errorf(failure, "Reading failed: account=%s run=%s", account.id(), run.runId());
        return end(account, run, lease, failures, new Transient(INTERNAL_MESSAGE), INTERNAL);
    }

    private Uni<NextRun> postpone(SourceAccount account, Run run, Lease lease, int failures, Throwable failure) {
        LOGGER.warnf(failure, "The log did not take a page: account=%s run=%s", account.id(), run.runId());
        metrics.read(account.provider(), run.mode(), "postponed");
        return runs.postpone(run.runId(), lease, nextAttempt.backoff(failures))
                .chain(() -> ending.noteTrouble(lease, LogUnavailableException.MESSAGE))
                .replaceWith(NextRun.asPlanned());
    }

    private Uni<NextRun> end(
            SourceAccount account, Run run, Lease lease, int failures, ProviderFailure failure, String code) {
        metrics.read(account.provider(), run.mode(), code);
        LOGGER.warnf("Sync failed: account=%s run=%s code=%s in_row=%d", account.id(), run.runId(), code, failures);
        Optional<HealthRule.Verdict> verdict = HealthRule.afterFailure(failure, failures);
        return ending.fail(lease, run.runId(), code, failure.message(), verdict)
                .replaceWith(NextRun.in(nextAttempt.afterFailure(failure, failures)));
    }
}
