package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final MutableClock clock = new MutableClock(START);

    @Test
    void letsAMinutesWorthThroughAtOnceAndThenWaits() {
        Pace pace = new Pace(3, 1000, clock);

        assertThat(pace.reserve(ACCOUNT)).isZero();
        clock.advance(Duration.ofSeconds(10));
        assertThat(pace.reserve(ACCOUNT)).isZero();
        assertThat(pace.reserve(ACCOUNT)).isZero();
        assertThat(pace.reserve(ACCOUNT)).isEqualTo(Duration.ofSeconds(50));
        assertThat(pace.reserve(ACCOUNT)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void pacesEachAccountForItself() {
        Pace pace = new Pace(1, 1000, clock);
        pace.reserve(ACCOUNT);

        assertThat(pace.reserve(new UUID(0, 2))).isZero();
    }

    @Test
    void completesAtOnceWhileThereIsRoom() {
        new Pace(1, 1000, clock).await(ACCOUNT).await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void waitsWhenAllAccountsTogetherAskTooMuch() {
        Pace pace = new Pace(1000, 1, clock);
        pace.await(ACCOUNT).await().atMost(Duration.ofSeconds(60));

        var waiting = pace.await(new UUID(0, 2)).subscribeAsCompletionStage();

        assertThat(waiting).isNotDone();
        waiting.cancel(true);
    }

    @Property(tries = 300)
    void exceedsTheLimitInNoMinute(
            @ForAll @IntRange(min = 1, max = 8) int limit,
            @ForAll @Size(max = 60) List<@IntRange(max = 70_000) Integer> pauses) {
        MutableClock time = new MutableClock(START);
        Pace pace = new Pace(limit, 1000, time);
        List<Instant> places = new ArrayList<>();
        for (int pause : pauses) {
            time.advance(Duration.ofMillis(pause % 3 == 0 ? pause : 0));
            places.add(time.instant().plus(pace.reserve(ACCOUNT)));
        }
        assertThat(places).isSorted();
        for (int i = limit; i < places.size(); i++) {
            assertThat(Duration.between(places.get(i - limit), places.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }
}
