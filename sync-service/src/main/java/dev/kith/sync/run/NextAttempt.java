package dev.kith.sync.run;

import dev.kith.sync.account.FailurePolicy;
import dev.kith.sync.provider.Backoff;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When an account is read again. */
final class NextAttempt {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);

    private final Duration interval;
    private final RandomGenerator random;
    private final Backoff retries;

    NextAttempt(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.random = random;
        this.retries = new Backoff(FIRST_RETRY, interval, random);
    }

    /** The interval give or take a tenth, so that accounts that once started together drift apart. */
    Duration afterSuccess() {
        return Duration.ofMillis(Math.round(interval.toMillis() * (0.9 + 0.2 * random.nextDouble())));
    }

    /**
     * After a failure: sources that may heal by themselves are asked again soon, each time later, never later than the
     * interval unless they said so themselves.
     *
     * @param failuresInRow this failure included
     */
    Duration afterFailure(ProviderFailure failure, int failuresInRow) {
        if (FailurePolicy.of(failure) == FailurePolicy.OPERATOR
                || FailurePolicy.of(failure) == FailurePolicy.RECONSENT) {
            return afterSuccess();
        }
        var backoff = backoff(failuresInRow);
        return failure instanceof RateLimited limited && limited.retryAfter().compareTo(backoff) > 0
                ? limited.retryAfter()
                : backoff;
    }

    /** Half to all of the first retry doubled for each further failure, at most the interval. */
    Duration backoff(int failuresInRow) {
        return retries.delay(failuresInRow);
    }
}
