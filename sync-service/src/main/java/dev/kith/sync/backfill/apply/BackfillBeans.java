package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.erased.ErasureKeys;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires the backfill, which knows nothing of any container, into the service. */
@ApplicationScoped
class BackfillBeans {

    @Produces
    @Singleton
    Supplier<UUID> ids(Clock clock) {
        return new TimeOrderedIds(clock, new SecureRandom());
    }

    @Produces
    @Singleton
    ErasedPeople erasedPeople(ErasureKeys keys) {
        return new ErasedPeople(keys);
    }

    @Produces
    @Singleton
    Heirs heirs(Supplier<UUID> ids, Clock clock) {
        return new Heirs(ids, clock);
    }

    @Produces
    @Singleton
    QuarantineRetry quarantineRetry(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        return new QuarantineRetry(pool, ids, clock, erased);
    }

    @Produces
    @Singleton
    ReplayApplier replayApplier(
            Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased, WrittenFields written) {
        return new ReplayApplier(pool, ids, clock, erased, written);
    }

    @Produces
    @Singleton
    ContactRedrive contactRedrive(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        return new ContactRedrive(pool, ids, clock, erased);
    }

    @Produces
    @Singleton
    BatchApplier batchApplier(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        return new BatchApplier(pool, ids, clock, erased);
    }
}
