package dev.kith.sync.run;

import dev.kith.sync.account.FailurePolicy;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.backfill.apply.DeletionWriter;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks the source about deletions that a run noticed, and applies, drops or holds them. */
@ApplicationScoped
class DeletionConfirmation {

    private static final Logger LOGGER = Logger.getLogger(DeletionConfirmation.class);

    private final CandidateStore candidates;
    private final ProviderRegistry providers;
    private final DeletionWriter writer;
    private final RunStore runs;
    private final RunMetrics metrics;
    private final SyncConfig config;
    private final Breaker breaker;
    private final NextAttempt nextAttempt;
    private final Clock clock;

    DeletionConfirmation(
            CandidateStore candidates,
            ProviderRegistry providers,
            DeletionWriter writer,
            RunStore runs,
            RunMetrics metrics,
            SyncConfig config,
            RandomGenerator random,
            Clock clock) {
        this.candidates = candidates;
        this.providers = providers;
        this.writer = writer;
        this.runs = runs;
        this.metrics = metrics;
        this.config = config;
        this.breaker =
                new Breaker(config.breaker().maxDeletes(), config.breaker().maxDeletePercent());
        this.nextAttempt = new NextAttempt(config.interval(), random);
        this.clock = clock;
    }

    Uni<Void> confirm(SourceAccount account, Run run, HeldLease lease) {
        return candidates
                .unseen(run.runId())
                .chain(streams -> ask(account, streams.keySet())
                        .chain(gone -> candidates
                                .refute(account, run.runId(), without(streams.keySet(), gone))
                                .chain(() -> decide(account, run, lease, only(streams, gone))))
                        .onFailure(ProviderException.class)
                        .recoverWithUni(
                                failure -> later(account, run, lease, streams.size(), (ProviderException) failure)));
    }

    private Uni<Set<String>> ask(SourceAccount account, Set<String> externalIds) {
        return externalIds.isEmpty()
                ? Uni.createFrom().item(externalIds)
                : providers
                        .find(account.provider())
                        .map(provider -> provider.confirmDeleted(account, externalIds))
                        .orElseGet(() -> Uni.createFrom().item(externalIds));
    }

    private Uni<Void> decide(SourceAccount account, Run run, HeldLease lease, Map<String, String> streams) {
        if (lease.lost()) {
            return Uni.createFrom().failure(new RunEndedException());
        }
        // What somebody approved already is not asked about again.
        var counts = streams.values().stream()
                .filter(stream -> !run.approvedStreams().contains(stream))
                .collect(Collectors.groupingBy(stream -> stream, Collectors.counting()));
        return candidates
                .live(account)
                .chain(live -> breaker.judge(counts, live)
                        .map(reason -> hold(account, run, reason, streams.size()))
                        .orElseGet(() -> writer.apply(account, run.runId(), streams.keySet())
                                .invoke(marked -> metrics.deletions(account.provider(), "applied", marked))
                                .replaceWithVoid()));
    }

    private Uni<Void> hold(SourceAccount account, Run run, String reason, int count) {
        return noted(account, run, count, candidates.hold(account, run.runId(), reason, count));
    }

    private Uni<Void> noted(SourceAccount account, Run run, int count, Uni<Boolean> hold) {
        return hold.invoke(held -> {
                    if (held) {
                        LOGGER.warnf(
                                "Deletions are held: account=%s run=%s count=%d", account.id(), run.runId(), count);
                        metrics.deletions(account.provider(), "held", count);
                    }
                })
                .replaceWithVoid();
    }

    /** A source that cannot be asked now is asked later; one that will not answer leaves it to people. */
    private Uni<Void> later(SourceAccount account, Run run, HeldLease lease, int count, ProviderException failure) {
        var policy = FailurePolicy.of(failure.failure());
        var waited = run.chainStartedAt().plus(config.chainLifetime()).isBefore(clock.instant());
        if (waited || policy == FailurePolicy.RECONSENT || policy == FailurePolicy.OPERATOR) {
            var reason = "The source could not be asked whether " + count + " contacts are really gone. "
                    + failure.failure().message() + " Then approve the run, or reject it.";
            return noted(account, run, count, candidates.holdUnasked(account, run.runId(), reason, count));
        }
        return runs.postpone(run.runId(), lease.lease(), nextAttempt.afterFailure(failure.failure(), 1));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(id -> !some.contains(id)).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> only(Map<String, String> streams, Set<String> kept) {
        return streams.entrySet().stream()
                .filter(stream -> kept.contains(stream.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
