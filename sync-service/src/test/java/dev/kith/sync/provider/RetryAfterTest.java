package dev.kith.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                             | PT7S
             120                          | PT2M
            0                             | PT0S
            Sun, 1 Mar 2026 08:01:30 GMT  | PT1M30S
            Sun, 01 Mar 2026 07:00:00 GMT | PT0S
            999999999                     | PT24H
            Mon, 1 Mar 2049 08:00:00 GMT  | PT24H
            """)
    void readsSecondsAndDatesAndNeverMoreThanADay(String value, Duration delay) {
        assertThat(RetryAfter.parse(value, CLOCK)).contains(delay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "2026-03-01T08:01:30Z", "99999999999999"})
    void readsNothingIntoAnythingElse(String value) {
        assertThat(RetryAfter.parse(value, CLOCK)).isEmpty();
    }
}
