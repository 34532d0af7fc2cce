package dev.kith.sync.interaction;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.erased.ErasedPeople;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires what knows nothing of any container into the service. */
@ApplicationScoped
class InteractionBeans {

    private final Pool pool;
    private final String region;

    InteractionBeans(Pool pool, DefaultRegion region) {
        this.pool = pool;
        this.region = region.code();
    }

    @Produces
    @Singleton
    InteractionApplier interactionApplier(Clock clock, ErasedPeople erased) {
        return new InteractionApplier(pool, region, clock, erased);
    }

    @Produces
    @Singleton
    HandleSettler handleSettler(InteractionConfig config, Supplier<UUID> ids) {
        return new HandleSettler(pool, region, config.patience(), ids);
    }

    @Produces
    @Singleton
    InteractionRetry interactionRetry(InteractionApplier applier) {
        return new InteractionRetry(pool, applier);
    }

    @Produces
    @Singleton
    InteractionLookup interactionLookup() {
        return new InteractionLookup(pool, region);
    }
}
