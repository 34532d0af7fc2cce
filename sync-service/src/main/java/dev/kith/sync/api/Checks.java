package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.crm.Repeatable;
import dev.kith.sync.crm.StorableText;
import io.quarkus.security.identity.SecurityIdentity;
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
        StorableText.problem(value).ifPresent(problem -> {
            throw ApiException.invalid(field, problem);
        });
        return value.strip();
    }

    /**
     * A request that makes something.
     *
     * @param key of the header {@code Idempotency-Key}; {@code null} when the request counts each time
     * @param request tells it from others of the same caller
     */
    static Repeatable repeatable(SecurityIdentity identity, String key, String request) {
        return new Repeatable(
                KeyHolder.of(identity).actor(), key == null ? null : text("Idempotency-Key", key), request);
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
