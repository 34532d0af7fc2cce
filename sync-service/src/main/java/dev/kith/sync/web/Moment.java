package dev.kith.sync.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as people read it.
 *
 * @param iso for machines
 * @param full to the minute
 * @param words as seen from now, such as {@code 14 min ago}
 */
public record Moment(String iso, String full, String words) {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Duration NEAR = Duration.ofDays(21);

    /** {@code null} for {@code null}. */
    static Moment of(Instant instant, Instant now) {
        if (instant == null) {
            return null;
        }
        return new Moment(
                instant.truncatedTo(ChronoUnit.SECONDS).toString(), FULL.format(instant), words(instant, now));
    }

    private static String words(Instant instant, Instant now) {
        Duration since = Duration.between(instant, now);
        Duration apart = since.abs();
        if (apart.compareTo(NEAR) > 0) {
            return DAY.format(instant);
        }
        if (since.isNegative()) {
            return apart.toSeconds() < 60 ? "in a moment" : "in " + length(apart);
        }
        return apart.toSeconds() < 60 ? "just now" : length(apart) + " ago";
    }

    /** The largest unit only, which is what somebody wants to know. */
    static String length(Duration duration) {
        if (duration.toMinutes() < 60) {
            return duration.toMinutes() + " min";
        }
        if (duration.toHours() < 48) {
            return duration.toHours() + " h";
        }
        return duration.toDays() + " days";
    }
}
