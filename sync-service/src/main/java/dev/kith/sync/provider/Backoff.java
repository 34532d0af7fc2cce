package dev.kith.sync.provider;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential backoff with full jitter over the upper half, so that many callers do not come back together. */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * Never zero: at least a millisecond.
     *
     * @param attempt the number of attempts that failed so far, from 1
     */
    public Duration delay(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long ceiling = Math.max(1, Math.min(longest.toMillis(), doubled <= 0 ? Long.MAX_VALUE : doubled));
        return Duration.ofMillis(Math.round(ceiling * (1 - random.nextDouble() / 2)));
    }
}
