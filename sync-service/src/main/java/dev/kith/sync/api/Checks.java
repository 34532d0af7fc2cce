package dev.kith.sync.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Demands on what was sent. */
final class Checks {

    private static final int LONGEST = 1_000;

    private Checks() {}

    static <T> T body(T body) {
        if (body == null) {
            throw ApiException.invalid("body", "is missing: send a JSON object");
        }
        return body;
    }

    static String text(String field, String value) {
        if (value == null || value.isBlank()) {
            throw ApiException.invalid(field, "is missing");
        }
        if (value.length() > LONGEST) {
            throw ApiException.invalid(field, "is longer than " + LONGEST + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw ApiException.invalid(field, "holds a character that no text may hold (U+0000)");
        }
        return value.strip();
    }

    /** A query parameter that counts; out of range it is brought back into it. */
    static int number(String field, String value, int fallback, int least, int most) {
        if (value == null || value.isBlank()) {
            return fallback;
        }
        try {
            return Math.toIntExact(Math.min(Math.max(Long.parseLong(value.strip()), least), most));
        } catch (NumberFormatException e) {
            throw ApiException.invalid(field, "is not a whole number");
        }
    }

    static Instant time(String field, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalid(field, "is no time in RFC 3339");
        }
    }
}
