package dev.kith.sync.run;

import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.run.SyncRefusedException.Reason;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Sends what a source hands over through the log as one run of its account, which never sweeps and has no cursor. */
@ApplicationScoped
public class PushedRun {

    private static final String PAUSED = "The account is paused: resume it first.";
    private static final String BUSY = "Another run of this account is under way. Try again when it has ended.";
    private static final String INTERRUPTED =
            "Sending broke off. Send the same again: what already arrived is not taken twice.";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final RunStore runs;
    private final RunEnding ending;
    private final LeaseStore leases;
    private final PushedBatches batches;
    private final Clock clock;
    private volatile boolean stopping;

    PushedRun(RunStore runs, RunEnding ending, LeaseStore leases, PushedBatches batches, Clock clock) {
        this.runs = runs;
        this.ending = ending;
        this.leases = leases;
        this.batches = batches;
        this.clock = clock;
    }

    /** A run whose pages are being sent, by itself. */
    public record Begun(UUID runId, Uni<Void> published) {}

    /**
     * Opens a run and begins to send its pages. Waits for an earlier push to the same account, and fails with
     * {@link SyncRefusedException} when that takes too long or the account is paused. Nothing is opened before the first
     * page could be read.
     */
    public Uni<Begun> begin(ConnectedAccount account, RunTrigger trigger, PushedPages pages) {
        return account.status() == AccountStatus.PAUSED
                ? Uni.createFrom().failure(new SyncRefusedException(Reason.PAUSED, PAUSED))
                : read(pages).chain(first -> open(account.source(), trigger, first, pages));
    }

    private Uni<Begun> open(SourceAccount account, RunTrigger trigger, PushedPages.Page first, PushedPages pages) {
        return claim(account, clock.instant().plus(PATIENCE)).chain(lease -> {
            HeldLease held = leases.hold(lease);
            return runs.open(account, null, trigger)
                    .onFailure()
                    .call(() -> held.release(null))
                    .map(opened -> new Begun(
                            opened.run().runId(), Detached.begin(send(account, held, opened.run(), first, pages))));
        });
    }

    private Uni<Void> send(SourceAccount account, HeldLease held, Run run, PushedPages.Page first, PushedPages pages) {
        return publish(account, held, run, first, pages, 1)
                .chain(() -> runs.published(run.runId(), held.lease()))
                .onFailure()
                .call(failure -> fail(held.lease(), run.runId()))
                .eventually(() -> held.release(null));
    }

    /** Parsing is work: it never runs on an event loop. */
    private static Uni<PushedPages.Page> read(PushedPages pages) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return pages.next();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Lease> claim(SourceAccount account, Instant deadline) {
        return leases.claim(account.provider(), account.accountId(), "push-" + UUID.randomUUID())
                .chain(lease -> lease.isEmpty()
                        ? Uni.createFrom().item(lease)
                        : clear(account, lease.get())
                                .chain(cleared -> cleared
                                        ? Uni.createFrom().item(lease)
                                        : leases.release(lease.get(), null).replaceWith(Optional.<Lease>empty())))
                .chain(lease -> lease.isPresent()
                        ? Uni.createFrom().item(lease.get())
                        : clock.instant().isAfter(deadline)
                                ? Uni.createFrom().failure(new SyncRefusedException(Reason.BUSY, BUSY))
                                : Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(LOOK_AGAIN)
                                        .chain(() -> claim(account, deadline)));
    }

    /** Whether no run of the account is open. One that is still being read without its lease lost whoever read it. */
    private Uni<Boolean> clear(SourceAccount account, Lease lease) {
        return runs.findOpen(account)
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().item(true)
                        : open.get().phase() == RunPhase.FETCHING
                                ? fail(lease, open.get().runId())
                                : Uni.createFrom().item(false));
    }

    private Uni<Void> publish(
            SourceAccount account, HeldLease held, Run run, PushedPages.Page page, PushedPages rest, int number) {
        if (held.lost() || stopping) {
            return Uni.createFrom().failure(new RunEndedException());
        }
        return batches.publish(account, held.lease(), run, page, number)
                .chain(() -> page.last()
                        ? Uni.createFrom().voidItem()
                        : read(rest).chain(next -> publish(account, held, run, next, rest, number + 1)));
    }

    private Uni<Boolean> fail(Lease lease, UUID runId) {
        return ending.fail(lease, runId, "interrupted", INTERRUPTED, Optional.empty());
    }

    /** Files that are being read are given up with the page at hand, so that their accounts are free at once. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }
}
