package dev.kith.sync.run;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** Names runs. */
interface RunIds extends Supplier<UUID> {

    /** The ids of a real installation. */
    final class Producer {

        @Produces
        @Singleton
        @DefaultBean
        RunIds ids() {
            return UUID::randomUUID;
        }
    }
}
