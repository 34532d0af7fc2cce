package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT-10S, just now",
        "PT-14M, 14 min ago",
        "PT-90M, 1 h ago",
        "PT-47H, 47 h ago",
        "PT-49H, 2 days ago",
        "P-21D, 21 days ago",
        "P-22D, 21 Feb 2026",
        "PT10S, in a moment",
        "PT4M, in 4 min",
        "P3D, in 3 days",
        "P60D, 14 May 2026"
    })
    void saysHowFarAwayItIs(String distance, String words) {
        assertThat(Moment.of(NOW.plus(Duration.parse(distance)), NOW).words()).isEqualTo(words);
    }

    @Test
    void keepsTheExactTimeForMachinesAndForWhoeverAsks() {
        Moment moment = Moment.of(NOW.plusMillis(123), NOW);

        assertThat(moment.iso()).isEqualTo("2026-03-15T12:00:00Z");
        assertThat(moment.full()).isEqualTo("15 Mar 2026, 12:00 UTC");
    }

    @Test
    void isNothingForWhatNeverHappened() {
        assertThat(Moment.of(null, NOW)).isNull();
    }
}
