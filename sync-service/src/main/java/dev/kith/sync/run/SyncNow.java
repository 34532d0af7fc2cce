package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.account.AccountStore;
import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.run.SyncRefusedException.Reason;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs on demand. */
@ApplicationScoped
public class SyncNow {

    /** Stands for every source that is polled. */
    public static final String ALL = "all";

    private static final int OPENED_AT_ONCE = 8;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final AccountStore accounts;
    private final ProviderRegistry providers;
    private final RunStore runs;
    private final RunQueries queries;
    private final SyncScheduler scheduler;
    private final Clock clock;

    SyncNow(
            AccountStore accounts,
            ProviderRegistry providers,
            RunStore runs,
            RunQueries queries,
            SyncScheduler scheduler,
            Clock clock) {
        this.accounts = accounts;
        this.providers = providers;
        this.runs = runs;
        this.queries = queries;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Opens a run for each account meant, or finds the one that is open; a full one asked for beside an open incremental
     * run follows it. Paused accounts are left out unless named. Fails with {@link SyncRefusedException}.
     *
     * @param accountId {@code null} for all accounts of the provider
     */
    public Uni<List<RunView>> start(String provider, String accountId, SyncMode mode) {
        return meant(provider, accountId)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUni(account -> runs.open(account.source(), mode, RunTrigger.REQUEST))
                        .merge(OPENED_AT_ONCE)
                        .map(opened -> opened.run().runId())
                        .collect()
                        .asList())
                .invoke(scheduler::wake)
                .chain(queries::find);
    }

    /** The runs that would be opened or found. Nothing is opened; fails as opening would. */
    public Uni<List<PlannedRun>> plan(String provider, String accountId, SyncMode mode) {
        return meant(provider, accountId)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(account -> runs.findOpen(account.source())
                                .map(open -> new PlannedRun(
                                        account.source().provider(),
                                        account.source().accountId(),
                                        mode,
                                        open.map(Run::runId).orElse(null))))
                        .collect()
                        .asList());
    }

    /**
     * The same as starting, answered when all of them ended or the time is up. Where a full run was asked for beside an
     * open incremental one, that is the full one that follows, unless the open one failed.
     */
    public Uni<List<RunView>> start(String provider, String accountId, SyncMode mode, Duration wait) {
        return start(provider, accountId, mode)
                .map(opened -> opened.stream().map(RunView::runId).toList())
                .chain(opened -> mode == SyncMode.FULL
                        ? await(() -> queries.orTheFullOnesAfter(opened), SyncNow::fullOneEnded, wait)
                        : await(opened, wait));
    }

    private static boolean fullOneEnded(RunView run) {
        return run.state().ended() && (run.mode() == SyncMode.FULL || run.state() == RunState.FAILED);
    }

    /** The runs once all of them ended, or as they stand when the time is up. */
    public Uni<List<RunView>> await(Collection<UUID> runIds, Duration wait) {
        return await(() -> queries.find(runIds), run -> run.state().ended(), wait);
    }

    private Uni<List<RunView>> await(Supplier<Uni<List<RunView>>> look, Predicate<RunView> done, Duration wait) {
        var deadline = clock.instant().plus(wait);
        return Multi.createBy()
                .repeating()
                .uni(look::get)
                .withDelay(LOOK_AGAIN)
                .whilst(found ->
                        clock.instant().isBefore(deadline) && !found.stream().allMatch(done))
                .collect()
                .last();
    }

    private Uni<List<ConnectedAccount>> meant(String provider, String accountId) {
        var wanted = provider.equals(ALL) ? providers.polled() : Set.of(provider);
        if (!providers.polled().containsAll(wanted)) {
            return refuse(Reason.UNKNOWN_PROVIDER, "No source of that name can be synced.");
        }
        return accounts.list(provider.equals(ALL) ? null : provider)
                .map(all -> all.stream()
                        .filter(account -> wanted.contains(account.source().provider()))
                        .filter(account -> accountId == null
                                || account.source().accountId().equals(accountId))
                        .toList())
                .chain(found -> accountId == null ? Uni.createFrom().item(active(found)) : named(found));
    }

    private static Uni<List<ConnectedAccount>> named(List<ConnectedAccount> found) {
        if (found.isEmpty()) {
            return refuse(Reason.UNKNOWN_ACCOUNT, "No such account is connected.");
        }
        return active(found).isEmpty()
                ? refuse(Reason.PAUSED, "The account is paused: resume it first.")
                : Uni.createFrom().item(active(found));
    }

    private static List<ConnectedAccount> active(List<ConnectedAccount> accounts) {
        return accounts.stream()
                .filter(account -> account.status() == AccountStatus.ACTIVE)
                .toList();
    }

    private static <T> Uni<T> refuse(Reason reason, String message) {
        return Uni.createFrom().failure(new SyncRefusedException(reason, message));
    }
}
