package dev.kith.sync.backfill;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires the backfill, which knows nothing of any container, into the service. */
@ApplicationScoped
class BackfillBeans {

    @Produces
    @Singleton
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Produces
    @Singleton
    Heirs heirs(Supplier<UUID> ids, Clock clock) {
        return new Heirs(ids, clock);
    }

    @Produces
    @Singleton
    QuarantineRetry quarantineRetry(Pool pool, Supplier<UUID> ids, Clock clock) {
        return new QuarantineRetry(pool, ids, clock);
    }

    @Produces
    @Singleton
    ReplayApplier replayApplier(Pool pool, Supplier<UUID> ids, Clock clock) {
        return new ReplayApplier(pool, ids, clock);
    }

    @Produces
    @Singleton
    ContactRedrive contactRedrive(Pool pool, Supplier<UUID> ids, Clock clock) {
        return new ContactRedrive(pool, ids, clock);
    }

    @Produces
    @Singleton
    BatchApplier batchApplier(Pool pool, Supplier<UUID> ids, Clock clock) {
        return new BatchApplier(pool, ids, clock);
    }
}
