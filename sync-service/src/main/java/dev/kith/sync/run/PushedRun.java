package dev.kith.sync.run;

import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.sync.log.BatchPublisher;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends what a source hands over through the log as one run of its account, which never sweeps and has no cursor. */
@ApplicationScoped
public class PushedRun {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final RunStore runs;
    private final RunEnding ending;
    private final LeaseStore leases;
    private final BatchPublisher log;
    private final SyncConfig config;
    private final Clock clock;

    PushedRun(RunStore runs, RunEnding ending, LeaseStore leases, BatchPublisher log, SyncConfig config, Clock clock) {
        this.runs = runs;
        this.ending = ending;
        this.leases = leases;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Completes with the run once all pages are in the log. Waits for an earlier push to the same account, and fails with
     * {@link SyncRefusedException} when that takes too long. Nothing is opened before the first page could be read.
     */
    public Uni<UUID> push(SourceAccount account, PushedPages pages) {
        return read(pages)
                .chain(first -> claim(account, clock.instant().plus(PATIENCE)).chain(lease -> {
                    HeldLease held = new HeldLease(leases, lease, config.lease());
                    return runs.open(account, null, RunTrigger.IMPORT)
                            .chain(opened -> publish(account, held, opened.run(), first, pages, 1)
                                    .chain(() -> runs.published(opened.run().runId()))
                                    .onFailure()
                                    .call(failure -> fail(account, held, opened.run()))
                                    .replaceWith(opened.run().runId()))
                            .eventually(() -> held.release(null));
                }));
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
                        : runs.openRun(account)
                                .chain(open -> open
                                        ? leases.release(lease.get(), null).replaceWith(Optional.<Lease>empty())
                                        : Uni.createFrom().item(lease)))
                .chain(lease -> {
                    if (lease.isPresent()) {
                        return Uni.createFrom().item(lease.get());
                    }
                    if (clock.instant().isAfter(deadline)) {
                        return Uni.createFrom()
                                .failure(new SyncRefusedException(
                                        SyncRefusedException.Reason.BUSY,
                                        "Another import of this account is under way. Try again when it has ended."));
                    }
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(LOOK_AGAIN)
                            .chain(() -> claim(account, deadline));
                });
    }

    private Uni<Void> publish(
            SourceAccount account, HeldLease held, Run run, PushedPages.Page page, PushedPages rest, int number) {
        return log.publish(account, batch(account, held.lease(), run, page, number))
                .chain(() -> page.last()
                        ? Uni.createFrom().voidItem()
                        : read(rest).chain(next -> publish(account, held, run, next, rest, number + 1)));
    }

    private ContactBatch batch(SourceAccount account, Lease lease, Run run, PushedPages.Page page, int number) {
        return new ContactBatch(
                account.provider(),
                account.accountId(),
                "contacts",
                new RunPosition(run.runId(), run.mode(), run.generation(), lease.fence(), number, 1, 1, page.last()),
                clock.instant(),
                null,
                null,
                null,
                null,
                page.last(),
                null,
                page.contacts(),
                page.groups(),
                List.of(),
                0);
    }

    private Uni<Boolean> fail(SourceAccount account, HeldLease held, Run run) {
        return ending.fail(
                account,
                held.lease(),
                run.runId(),
                "interrupted",
                "The import broke off. Import the file again: what already arrived is not imported twice.",
                Optional.empty());
    }
}
