package dev.kith.sync.run;

import dev.kith.sync.account.ProviderRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks for accounts that are due and has the engine work on a few at once. */
@ApplicationScoped
class SyncScheduler {

    private static final Logger LOGGER = Logger.getLogger(SyncScheduler.class);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

    private final LeaseStore leases;
    private final RunEngine engine;
    private final Housekeeping housekeeping;
    private final ProviderRegistry providers;
    private final RunMetrics metrics;
    private final int capacity;
    private final String owner;

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean lookAgain;
    private volatile boolean stopping;

    SyncScheduler(
            LeaseStore leases,
            RunEngine engine,
            Housekeeping housekeeping,
            ProviderRegistry providers,
            RunMetrics metrics,
            SyncConfig config,
            RunIds ids) {
        this.leases = leases;
        this.engine = engine;
        this.housekeeping = housekeeping;
        this.providers = providers;
        this.metrics = metrics;
        this.capacity = config.concurrentRuns();
        this.owner = ids.get().toString();
    }

    /** The name under which this instance holds leases. */
    public String owner() {
        return owner;
    }

    @Scheduled(
            every = "${kith.sync.tick:1s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        var preparation = begun.compareAndSet(false, true)
                ? housekeeping.atStart().onFailure().invoke(failure -> begun.set(false))
                : Uni.createFrom().voidItem();
        return preparation.invoke(this::wake).onFailure().recoverWithUni(failure -> {
            LOGGER.warn("Accounts could not be looked for; tried again at the next tick", failure);
            return Uni.createFrom().voidItem();
        });
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keepHouse() {
        return housekeeping.regularly();
    }

    /** Looks for work now instead of at the next tick. */
    public void wake() {
        lookAgain = true;
        look();
    }

    /** One look at a time, so that this instance never claims more than it can work on. */
    private void look() {
        if (stopping || !lookAgain || active.get() >= capacity || !looking.compareAndSet(false, true)) {
            return;
        }
        lookAgain = false;
        leases.claimDue(owner, providers.polled(), capacity - active.get())
                .subscribe()
                .with(this::take, failure -> {
                    looking.set(false);
                    settle();
                    LOGGER.warn("Accounts could not be claimed; tried again at the next tick", failure);
                });
    }

    private void take(List<Lease> claimed) {
        active.addAndGet(claimed.size());
        metrics.active(active.get());
        // A full house may mean that more were due.
        lookAgain |= !claimed.isEmpty();
        looking.set(false);
        settle();
        claimed.forEach(lease -> engine.work(lease, () -> stopping).subscribe().with(done -> left(), failure -> {
            LOGGER.error("Work on an account ended unexpectedly", failure);
            left();
        }));
        look();
    }

    private void left() {
        metrics.active(active.decrementAndGet());
        settle();
        look();
    }

    private void settle() {
        if (stopping && active.get() == 0) {
            drained.complete(null);
        }
    }

    /** Claims nothing more, and lets what is under way end with the page at hand. */
    void drain() {
        stopping = true;
        if (!looking.get()) {
            settle();
        }
    }

    /** Lets each account finish the page at hand and gives its lease back, so that others go on at once. */
    void stop(@Observes ShutdownEvent event) {
        drain();
        Uni.createFrom()
                .completionStage(drained)
                .ifNoItem()
                .after(PATIENCE_AT_STOP)
                .fail()
                .onFailure()
                .invoke(failure -> LOGGER.warn("Some accounts did not stop in time; their leases will run out"))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }
}
