package dev.kith.sync.tool;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.run.HeldPeople;
import dev.kith.sync.run.HeldRuns;
import dev.kith.sync.run.PlannedRun;
import dev.kith.sync.run.RunEvents;
import dev.kith.sync.run.RunQueries;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusQueries;
import dev.kith.sync.run.StatusView;
import dev.kith.sync.run.SyncNow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Syncing on demand, and how it goes. */
@ApplicationScoped
public class SyncOperations {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int USUAL_RUNS = 50;
    private static final int MOST_RUNS = 500;

    /**
     * What to sync; everything may be left out.
     *
     * @param planFingerprint of the plan that was agreed to
     */
    public record Request(String provider, String accountId, String mode, String planFingerprint) {

        private String source() {
            return Optional.ofNullable(Arguments.optional(provider)).orElse(Accounts.GOOGLE);
        }

        private String account() {
            return Arguments.optional(accountId);
        }
    }

    /** The runs that were opened, or were open already. */
    public record Runs(List<RunView> runs) {

        public boolean allEnded() {
            return runs.stream().allMatch(run -> run.state().ended());
        }
    }

    /** The runs that would be. */
    public record PlannedRuns(List<PlannedRun> runs) {}

    private final SyncNow syncNow;
    private final RunQueries runs;
    private final StatusQueries status;
    private final HeldRuns held;
    private final HeldPeople people;
    private final RunEvents events;
    private final ProviderRegistry providers;

    SyncOperations(
            SyncNow syncNow,
            RunQueries runs,
            StatusQueries status,
            HeldRuns held,
            HeldPeople people,
            RunEvents events,
            ProviderRegistry providers) {
        this.syncNow = syncNow;
        this.runs = runs;
        this.status = status;
        this.held = held;
        this.people = people;
        this.events = events;
        this.providers = providers;
    }

    /** The runs that would be opened, or are open. */
    public Uni<Plan<PlannedRuns>> plan(Request request) {
        return syncNow.plan(request.source(), request.account(), Arguments.mode(request.mode()))
                .map(runs -> Plan.of(new PlannedRuns(runs)));
    }

    /**
     * Opens runs, or finds the open ones.
     *
     * @param wait ISO-8601 duration to wait for their end; {@code null} answers at once
     */
    public Uni<Runs> start(Request request, String wait) {
        var mode = Arguments.mode(request.mode());
        var patience = Arguments.optional(wait) == null ? null : Arguments.duration("wait", wait, LONGEST_WAIT);
        return agreed(request)
                .chain(() -> patience == null
                        ? syncNow.start(request.source(), request.account(), mode)
                        : syncNow.start(request.source(), request.account(), mode, patience))
                .map(Runs::new);
    }

    private Uni<Void> agreed(Request request) {
        String fingerprint = Arguments.optional(request.planFingerprint());
        return fingerprint == null
                ? Uni.createFrom().voidItem()
                : plan(request).invoke(plan -> plan.require(fingerprint)).replaceWithVoid();
    }

    public Uni<List<StatusView>> status(String provider) {
        return status.list(Arguments.provider(provider, providers.names()), null);
    }

    /** The latest first; arguments that are missing do not filter. */
    public Uni<Excerpt<RunView>> runs(String provider, String accountId, String limit) {
        String source = Arguments.provider(provider, providers.names());
        String account = Arguments.optional(accountId);
        return Excerpt.read(
                Arguments.number("limit", limit, USUAL_RUNS, MOST_RUNS),
                "provider or accountId",
                most -> runs.latest(source, account, most));
    }

    public Uni<RunView> run(UUID runId) {
        return runs.find(runId).map(found -> found.orElseThrow(() -> new NotFoundException("run")));
    }

    /** The latest runs, then the runs of every instance as they change. */
    public Multi<RunView> watch() {
        return events.watch().onItem().disjoint();
    }

    /** Whom a run would touch that waits for a decision; nobody for another run. */
    public Uni<HeldPeople.Found> heldPeople(UUID runId, int most) {
        return people.of(runId, most);
    }

    public Uni<RunView> approve(UUID runId, String decidedBy) {
        return held.approve(runId, decidedBy);
    }

    public Uni<RunView> reject(UUID runId, String decidedBy) {
        return held.reject(runId, decidedBy);
    }
}
