package dev.kith.sync.provider.google;

import dev.kith.sync.provider.RetryConfig;
import java.time.Duration;

/** The documented number of attempts, without the waiting. */
record QuickRetries() implements RetryConfig {

    @Override
    public int attempts() {
        return 5;
    }

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
