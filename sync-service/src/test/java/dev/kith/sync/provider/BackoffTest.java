package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackoffTest {

    @Property
    void staysWithinTheUpperHalfOfADoublingDelay(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 60_000) long first,
            @ForAll @IntRange(min = 1, max = 12) int attempt) {
        Duration longest = Duration.ofHours(100);
        Duration doubled = Duration.ofMillis(first << (attempt - 1));

        Duration delay = new Backoff(Duration.ofMillis(first), longest, new Random(seed)).delay(attempt);

        assertThat(delay).isPositive().isBetween(doubled.dividedBy(2).minusMillis(1), doubled);
    }

    @Property
    void neverExceedsTheLongestDelay(
            @ForAll long seed, @ForAll @LongRange(min = 1) long first, @ForAll @IntRange(min = 1) int attempt) {
        Duration longest = Duration.ofSeconds(30);

        Duration delay = new Backoff(Duration.ofMillis(first), longest, new Random(seed)).delay(attempt);

        assertThat(delay).isBetween(Duration.ofMillis(1), longest);
    }

    @Property(tries = 20)
    void keepsManyCallersApart(@ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1), new Random(seed));

        assertThat(IntStream.range(0, 50).mapToObj(caller -> backoff.delay(1)).distinct())
                .hasSizeGreaterThan(25);
    }
}
