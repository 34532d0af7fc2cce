package dev.kith.agent.sqlite;

import java.time.Instant;

/** Apple's clocks, which all count from 2001-01-01 in UTC. */
public final class AppleTime {

    private static final long EPOCH = 978_307_200L;
    private static final long NANOSECONDS_OF_MILLISECOND = 1_000_000L;

    /** As seconds this is the year 5138, as nanoseconds it is 100 seconds into 2001. */
    private static final long SMALLEST_NANOSECONDS = 100_000_000_000L;

    private AppleTime() {}

    /**
     * A date of Messages: nanoseconds since macOS 10.13, seconds before it, and old rows are not always converted.
     *
     * @return {@code null} for 0, which stands for none
     */
    public static Instant ofMessage(long value) {
        if (value == 0) {
            return null;
        }
        return value > SMALLEST_NANOSECONDS || value < -SMALLEST_NANOSECONDS
                ? Instant.ofEpochMilli(EPOCH * 1000 + Math.floorDiv(value, NANOSECONDS_OF_MILLISECOND))
                : Instant.ofEpochSecond(EPOCH + value);
    }

    /** A date of Core Data: seconds with a fraction. */
    public static Instant ofSeconds(double seconds) {
        return Instant.ofEpochMilli(EPOCH * 1000 + Math.round(seconds * 1000));
    }
}
