package dev.kith.agent.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.mac.AppleDates;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AppleTimeTest {

    private static final long YEAR_2001 = 978_307_200_000L;
    private static final long YEAR_2100 = 4_102_444_800_000L;

    @Property
    void readsBothUnitsOfMessages(@ForAll @LongRange(min = YEAR_2001 + 200_000, max = YEAR_2100) long milliseconds) {
        Instant time = Instant.ofEpochMilli(milliseconds);
        Instant second = Instant.ofEpochSecond(milliseconds / 1000);

        assertThat(AppleTime.ofMessage(AppleDates.nanoseconds(time))).isEqualTo(time);
        assertThat(AppleTime.ofMessage((long) AppleDates.seconds(second))).isEqualTo(second);
    }

    @Property
    void readsSecondsWithAFraction(@ForAll @LongRange(min = 0, max = YEAR_2100) long milliseconds) {
        Instant time = Instant.ofEpochMilli(milliseconds);

        assertThat(AppleTime.ofSeconds(AppleDates.seconds(time))).isEqualTo(time);
    }

    @Test
    void takesZeroForNone() {
        assertThat(AppleTime.ofMessage(0)).isNull();
    }

    @Test
    void readsWhateverStandsThere() {
        assertThat(AppleTime.ofMessage(Long.MIN_VALUE)).isBefore(Instant.EPOCH);
        assertThat(AppleTime.ofMessage(Long.MAX_VALUE)).isAfter(Instant.EPOCH);
    }
}
