package dev.kith.sync.tool;

import dev.kith.model.SyncMode;
import java.time.DateTimeException;
import java.time.Duration;

/** Reads arguments as callers write them. */
final class Arguments {

    private static final int LONGEST_ACCOUNT_ID = 200;

    private Arguments() {}

    static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(field, "is missing");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidRequestException(field, "holds a character that no text may hold (U+0000)");
        }
        return value.strip();
    }

    static String optional(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** An account's id, which stands in addresses and in keys of the log; {@code null} when it is missing. */
    static String accountId(String field, String value) {
        String id = optional(value);
        if (id != null && (id.length() > LONGEST_ACCOUNT_ID || !id.matches("[^\\p{Cntrl}/?#]+"))) {
            throw new InvalidRequestException(
                    field, "must have at most " + LONGEST_ACCOUNT_ID + " characters, and none of / ? #");
        }
        return id;
    }

    static SyncMode mode(String mode) {
        if (optional(mode) == null) {
            return null;
        }
        return switch (mode.strip()) {
            case "incremental" -> SyncMode.INCREMENTAL;
            case "full" -> SyncMode.FULL;
            default -> throw new InvalidRequestException("mode", "must be incremental or full");
        };
    }

    static Duration duration(String field, String value, Duration most) {
        try {
            Duration duration = Duration.parse(required(field, value));
            if (duration.isNegative()) {
                throw new InvalidRequestException(field, "is negative");
            }
            return duration.compareTo(most) > 0 ? most : duration;
        } catch (DateTimeException e) {
            throw new InvalidRequestException(field, "is no ISO-8601 duration such as PT60S");
        }
    }
}
