package dev.kith.sync.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a source that has trouble is asked again before the run gives up. */
@ConfigMapping(prefix = "kith.sync.retry")
public interface RetryConfig {

    /** How often a request is sent at most. */
    @WithDefault("5")
    int attempts();

    /** The wait before the second attempt; it doubles with each further one. */
    @WithDefault("PT0.5S")
    Duration firstDelay();

    /** The longest wait between two attempts. */
    @WithDefault("PT30S")
    Duration longestDelay();

    /** The longest wait a source may ask for before the run is given up and tried later instead. */
    @WithDefault("PT90S")
    Duration longestRetryAfter();
}
