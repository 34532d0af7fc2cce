package dev.kith.sync.tool;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.HeldRuns;
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

    private final SyncNow syncNow;
    private final RunQueries runs;
    private final StatusQueries status;
    private final HeldRuns held;
    private final RunEvents events;

    SyncOperations(SyncNow syncNow, RunQueries runs, StatusQueries status, HeldRuns held, RunEvents events) {
        this.syncNow = syncNow;
        this.runs = runs;
        this.status = status;
        this.held = held;
        this.events = events;
    }

    /**
     * Opens runs, or finds the open ones.
     *
     * @param wait ISO-8601 duration to wait for their end; {@code null} answers at once
     */
    public Uni<List<RunView>> start(String provider, String accountId, String mode, String wait) {
        String source = Optional.ofNullable(Arguments.optional(provider)).orElse(Accounts.GOOGLE);
        String account = Arguments.optional(accountId);
        var wanted = Arguments.mode(mode);
        return Arguments.optional(wait) == null
                ? syncNow.start(source, account, wanted)
                : syncNow.start(source, account, wanted, Arguments.duration("wait", wait, LONGEST_WAIT));
    }

    public Uni<List<StatusView>> status(String provider) {
        return status.list(Arguments.optional(provider), null);
    }

    public Uni<List<RunView>> runs(String provider, String accountId, int limit) {
        return runs.latest(Arguments.optional(provider), Arguments.optional(accountId), limit);
    }

    public Uni<Optional<RunView>> run(UUID runId) {
        return runs.find(runId);
    }

    /** The latest runs, then the runs of every instance as they change. */
    public Multi<RunView> watch() {
        return events.watch().onItem().disjoint();
    }

    public Uni<RunView> approve(UUID runId, String decidedBy) {
        return held.approve(runId, decidedBy);
    }

    public Uni<RunView> reject(UUID runId, String decidedBy) {
        return held.reject(runId, decidedBy);
    }
}
