package dev.kith.sync.tool;

import dev.kith.model.SyncMode;
import dev.kith.sync.crm.SearchTerms;
import dev.kith.sync.crm.StorableText;
import dev.kith.sync.run.SyncNow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads arguments as callers write them. */
final class Arguments {

    private static final String ACCOUNT_ID = "accountId";
    private static final int LONGEST_ACCOUNT_ID = 320;
    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 500;
    private static final int LAST_PAGE = 1_000_000;

    private Arguments() {}

    static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(field, "is missing");
        }
        return storable(field, value).strip();
    }

    static String optional(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Words to search for; {@code null} when they are missing. */
    static String search(String value) {
        if (SearchTerms.of(value).size() > SearchTerms.MOST) {
            throw new InvalidRequestException(
                    "search", "holds more than " + SearchTerms.MOST + " words, and every word must match");
        }
        return value == null ? null : optional(storable("search", value));
    }

    private static String storable(String field, String value) {
        StorableText.problem(value).ifPresent(problem -> {
            throw new InvalidRequestException(field, problem);
        });
        return value;
    }

    /** {@code null} when it is missing. */
    static UUID uuid(String field, String value) {
        try {
            return optional(value) == null ? null : UUID.fromString(value.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, "is no UUID");
        }
    }

    /** A time in RFC 3339; {@code null} when it is missing. */
    static Instant time(String field, String value) {
        try {
            return optional(value) == null
                    ? null
                    : OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequestException(field, "is no time in RFC 3339");
        }
    }

    /** A day of the calendar; {@code null} when it is missing. */
    static LocalDate day(String field, String value) {
        try {
            return optional(value) == null ? null : LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            throw new InvalidRequestException(field, "is no day such as 2026-01-31");
        }
    }

    /** How long a list may be. */
    static int limit(String value) {
        return number("limit", value, USUAL_LIMIT, HIGHEST_LIMIT);
    }

    static int page(String value) {
        return number("page", value, 1, LAST_PAGE);
    }

    /** A number from 1; one that is too high is brought down to the highest. */
    static int number(String field, String value, int fallback, int most) {
        if (optional(value) == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number < 1) {
                throw new InvalidRequestException(field, "must be at least 1");
            }
            return Math.toIntExact(Math.min(number, most));
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(field, "is not a whole number");
        }
    }

    /** One of some words; {@code null} when it is missing. */
    static String oneOf(String field, String value, Set<String> words) {
        String word = optional(value);
        if (word != null && !words.contains(word)) {
            throw new InvalidRequestException(field, "must be one of " + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    /**
     * A provider's name; {@code null} for all of them.
     *
     * @param known by name
     */
    static String provider(String value, Set<String> known) {
        return SyncNow.ALL.equals(optional(value)) ? null : oneOf("provider", value, known);
    }

    /** An account's id, a segment of addresses and the end of keys in the log; {@code null} when it is missing. */
    static String accountId(String value) {
        String id = optional(value);
        if (id == null) {
            return null;
        }
        if (id.length() > LONGEST_ACCOUNT_ID || !id.matches("(?!\\.\\.?$)[^\\p{Cntrl}/]+")) {
            throw new InvalidRequestException(
                    ACCOUNT_ID,
                    "must have at most " + LONGEST_ACCOUNT_ID + " characters and no slash, and be neither . nor ..");
        }
        return storable(ACCOUNT_ID, id);
    }

    static String requiredAccountId(String value) {
        return accountId(required(ACCOUNT_ID, value));
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
