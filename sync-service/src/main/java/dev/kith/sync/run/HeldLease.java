package dev.kith.sync.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A lease while it is worked under: kept by a heartbeat, and known to be lost when another instance took it. */
final class HeldLease {

    private static final Logger LOGGER = Logger.getLogger(HeldLease.class);

    private final LeaseStore store;
    private final Cancellable heartbeat;
    private volatile Lease lease;
    private volatile boolean lost;
    private volatile boolean raising;

    HeldLease(LeaseStore store, Lease lease, Duration lifetime) {
        this.store = store;
        this.lease = lease;
        this.heartbeat = Multi.createFrom()
                .ticks()
                .every(lifetime.dividedBy(3))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> beat())
                .subscribe()
                .with(kept -> {}, failure -> LOGGER.error("The heartbeat of a lease ended", failure));
    }

    private Uni<Void> beat() {
        var before = lease;
        return store.heartbeat(before)
                .invoke(kept -> lost |= !kept && !raising && before.equals(lease))
                .replaceWithVoid()
                // An unreachable database is no proof of a loss, and the fence keeps late pages out.
                .onFailure()
                .recoverWithUni(failure -> {
                    LOGGER.debug("A heartbeat failed", failure);
                    return Uni.createFrom().voidItem();
                });
    }

    Lease lease() {
        return lease;
    }

    boolean lost() {
        return lost;
    }

    /** Raises the fence: whatever was published before no longer counts. */
    Uni<Lease> raiseFence() {
        raising = true;
        return store.raiseFence(lease)
                .map(raised -> raised.orElseThrow(RunEndedException::new))
                .invoke(raised -> lease = raised)
                .eventually(() -> raising = false);
    }

    Uni<Void> release(Duration nextRun) {
        heartbeat.cancel();
        return store.release(lease, nextRun);
    }
}
