package dev.kith.sync.crm;

import dev.kith.model.InteractionType;
import dev.kith.sync.interaction.InteractionSource;
import dev.kith.sync.interaction.InteractionTerms;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a person or a program notes down about a contact.
 *
 * @param type one of {@link InteractionType}
 * @param durationSeconds more than zero, or absent
 * @param occurredAt RFC 3339
 * @param source one of {@link InteractionSource}; {@code MANUAL} when absent
 */
public record NewInteraction(String type, String content, Integer durationSeconds, String occurredAt, String source) {

    /** The same, found to be in order. */
    record Checked(InteractionType type, String content, Integer durationSeconds, Instant occurredAt, String source) {}

    /** Fails with {@link InvalidContactException}. */
    Checked checked() {
        var problems = new Problems();
        var kind = Arrays.stream(InteractionType.values())
                .filter(known -> known.name().equals(type))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add("type", "must be one of " + names(InteractionType.values()));
        }
        if (durationSeconds != null && durationSeconds <= 0) {
            problems.add("durationSeconds", "must be more than zero; leave it out where nothing lasted");
        }
        var at = time(problems);
        if (source != null && InteractionSource.of(source).isEmpty()) {
            problems.add("source", "must be one of " + names(InteractionSource.values()));
        }
        problems.text("content", content);
        problems.throwIfAny();
        return new Checked(
                kind.orElseThrow(),
                content,
                durationSeconds,
                at.orElseThrow(),
                source == null ? InteractionSource.MANUAL.name() : source);
    }

    private Optional<Instant> time(Problems problems) {
        if (occurredAt == null || occurredAt.isBlank()) {
            problems.add("occurredAt", "is missing");
            return Optional.empty();
        }
        try {
            var at = OffsetDateTime.parse(occurredAt.strip()).toInstant();
            if (!InteractionTerms.plausible(at)) {
                problems.add("occurredAt", "lies outside of the years 1900 to 2200");
            }
            return Optional.of(at);
        } catch (DateTimeParseException e) {
            problems.add("occurredAt", "is no time in RFC 3339");
            return Optional.empty();
        }
    }

    private static String names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Tells it from any other; not for logs. */
    public String fingerprint() {
        return Stream.of(type, content, durationSeconds, occurredAt, source)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "NewInteraction[" + type + "]";
    }
}
