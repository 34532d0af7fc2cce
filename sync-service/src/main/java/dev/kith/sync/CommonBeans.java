package dev.kith.sync;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Time, chance and place, as beans, so that tests can stand in for the first two. */
final class CommonBeans {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    RandomGenerator random() {
        return RandomGeneratorFactory.getDefault().create();
    }

    @Produces
    @Singleton
    @Startup
    DefaultRegion defaultRegion(@ConfigProperty(name = "kith.default-region", defaultValue = "US") String code) {
        return new DefaultRegion(code);
    }
}
