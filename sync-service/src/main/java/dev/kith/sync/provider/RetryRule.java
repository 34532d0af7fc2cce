package dev.kith.sync.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides after which failures a source is asked again within the run, and when. */
final class RetryRule {

    private final RetryConfig config;
    private final Backoff backoff;

    RetryRule(RetryConfig config, RandomGenerator random) {
        this.config = config;
        this.backoff = new Backoff(config.firstDelay(), config.longestDelay(), random);
    }

    /**
     * How long to wait before the next attempt; empty when there is to be none.
     *
     * @param attempt the number of attempts that failed so far, from 1
     */
    Optional<Duration> delay(ProviderFailure failure, int attempt) {
        if (attempt >= config.attempts()) {
            return Optional.empty();
        }
        if (failure instanceof ProviderFailure.RateLimited limited) {
            return limited.retryAfter().compareTo(config.longestRetryAfter()) > 0
                    ? Optional.empty()
                    : Optional.of(limited.retryAfter().plus(backoff.delay(attempt)));
        }
        return failure instanceof ProviderFailure.Transient ? Optional.of(backoff.delay(attempt)) : Optional.empty();
    }
}
