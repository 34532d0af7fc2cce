package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.ChainBroken;
import dev.kith.sync.provider.ProviderFailure.CursorExpired;
import dev.kith.sync.provider.ProviderFailure.Malformed;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.ProviderFailure.WrongIdentity;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryRuleTest {

    private static final int ATTEMPTS = 5;

    private final RetryRule rule = new RetryRule(new Retries(), new Random(1));

    /** The documented defaults. */
    private record Retries() implements RetryConfig {

        @Override
        public int attempts() {
            return ATTEMPTS;
        }

        @Override
        public Duration firstDelay() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration longestDelay() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration longestRetryAfter() {
            return Duration.ofSeconds(90);
        }
    }

    @Test
    void waitsLongerAfterEachPassingFault() {
        Duration before = Duration.ZERO;
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Duration delay = rule.delay(new Transient("x"), attempt).orElseThrow();
            assertThat(delay).isGreaterThanOrEqualTo(before);
            before = delay;
        }
        assertThat(before).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        assertThat(rule.delay(new Transient("x"), ATTEMPTS)).isEmpty();
        assertThat(rule.delay(new RateLimited(Duration.ZERO, "x"), ATTEMPTS)).isEmpty();
    }

    @Test
    void waitsAtLeastAsLongAsTheSourceAsksAndALittleMore() {
        Duration asked = Duration.ofSeconds(60);

        assertThat(rule.delay(new RateLimited(asked, "x"), 1).orElseThrow()).isBetween(asked, asked.plusSeconds(1));
    }

    @Test
    void leavesALongPauseToTheNextRun() {
        assertThat(rule.delay(new RateLimited(Duration.ofMinutes(5), "x"), 1)).isEmpty();
    }

    static Stream<ProviderFailure> whatWillNotPass() {
        return Stream.of(
                new AuthRevoked("x"),
                new ScopeMissing("x", "x", "x"),
                new CursorExpired("x"),
                new ChainBroken("x"),
                new Malformed("x"),
                new WrongIdentity("x"),
                new Permanent("x"));
    }

    @ParameterizedTest
    @MethodSource("whatWillNotPass")
    void doesNotAskAgainAfterWhatWillNotPass(ProviderFailure failure) {
        assertThat(rule.delay(failure, 1)).isEmpty();
    }
}
