package dev.kith.sandbox.mac;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times as Apple's databases hold them, counted from 2001-01-01 in UTC. */
public final class AppleDates {

    private static final Instant EPOCH = Instant.parse("2001-01-01T00:00:00Z");

    private AppleDates() {}

    public static long nanoseconds(Instant time) {
        return Duration.between(EPOCH, time).toNanos();
    }

    public static double seconds(Instant time) {
        return Duration.between(EPOCH, time).toMillis() / 1000.0;
    }

    /** Contacts keeps a day as its noon. */
    public static double noon(LocalDate day) {
        return seconds(day.atTime(12, 0).toInstant(ZoneOffset.UTC));
    }
}
