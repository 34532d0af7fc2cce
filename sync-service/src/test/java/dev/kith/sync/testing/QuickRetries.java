package dev.kith.sync.testing;

import dev.kith.sync.provider.RetryConfig;
import java.time.Duration;

/** Retries without the waiting. */
public record QuickRetries(int attempts) implements RetryConfig {

    @Override
    public Duration firstDelay() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration longestDelay() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration longestRetryAfter() {
        return Duration.ofSeconds(90);
    }
}
