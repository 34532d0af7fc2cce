package dev.kith.sync.provider.file;

import dev.kith.model.Counterpart;
import dev.kith.model.InteractionType;
import dev.kith.model.UnicodeText;
import dev.kith.sync.interaction.InteractionSource;
import dev.kith.sync.interaction.InteractionTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the fields of an interaction, whose names may be written in camel, snake or any other case. */
final class InteractionMapper {

    private static final int LONGEST_CONTENT = 100_000;
    private static final int LONGEST_DURATION = 1_000_000_000;

    private static final String NO_COUNTERPART =
            "Give a phone number or an e-mail address: by it the contact is found.";

    private final String accountId;
    private final String region;
    private final ExternalIds externalIds = new ExternalIds();

    /**
     * @param accountId sets ids that files give their records apart
     * @param region by which numbers without a country code are read
     */
    InteractionMapper(String accountId, String region) {
        this.accountId = accountId;
        this.region = region;
    }

    /** {@code null} where what the fields say is no interaction; {@code errors} tell why. */
    ImportedInteraction map(Map<String, String> named, EntryErrors errors) {
        Map<String, String> fields = new HashMap<>();
        named.forEach((name, value) -> {
            String text = UnicodeText.stripped(value);
            if (text != null) {
                fields.putIfAbsent(key(name), text);
            }
        });
        InteractionType type = one(InteractionType.values(), "type", fields.get("type"), errors);
        InteractionSource source =
                one(InteractionSource.values(), "source", fields.getOrDefault("source", "MANUAL"), errors);
        Instant occurredAt = time(fields.get("occurredat"), errors);
        Counterpart email = email(first(fields, "email", "contactemail"), errors);
        Counterpart phone = phone(first(fields, "phone", "contactphone"), errors);
        if (email == null && phone == null) {
            errors.addIfNone("phone", "email", NO_COUNTERPART);
        }
        if (type == null || source == null || occurredAt == null || email == null && phone == null) {
            return null;
        }
        Integer duration = duration(fields.get("durationseconds"), errors);
        String content = content(fields.get("content"), errors);
        String fingerprint = fingerprint(type, source, occurredAt, duration, content, email, phone);
        String ownId = fields.get("externalid");
        String externalId = externalIds.of(ownId == null ? null : accountId + ":" + ownId, fingerprint);
        return new ImportedInteraction(externalId, source.name(), type, occurredAt, duration, content, email, phone);
    }

    /** Whether these are names of an interaction's fields. */
    static boolean knows(CsvColumns columns) {
        return columns.names().stream().map(InteractionMapper::key).anyMatch("occurredat"::equals);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String first(Map<String, String> fields, String name, String other) {
        return fields.getOrDefault(name, fields.get(other));
    }

    private static <E extends Enum<E>> E one(E[] values, String field, String said, EntryErrors errors) {
        String name = said == null ? null : said.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        errors.add(
                field,
                "This must be one of " + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        return null;
    }

    /** Without an offset the time is one in UTC. */
    private static Instant time(String said, EntryErrors errors) {
        if (said == null) {
            errors.add("occurredAt", "This is missing. Give a time such as 2026-01-31T17:05:00Z.");
            return null;
        }
        String iso = said.matches("\\d{4}-\\d{2}-\\d{2}") ? said + "T00:00:00" : said.replaceFirst(" +", "T");
        try {
            TemporalAccessor at =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            Instant time = at instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) at).toInstant(ZoneOffset.UTC);
            if (InteractionTerms.plausible(time)) {
                return time;
            }
            errors.add("occurredAt", "This lies outside of the years 1900 to 2200.");
        } catch (DateTimeException e) {
            errors.add("occurredAt", "This is no time such as 2026-01-31T17:05:00Z.");
        }
        return null;
    }

    private Counterpart email(String said, EntryErrors errors) {
        return counterpart("email", said, Counterpart.Kind.EMAIL, "This is no e-mail address.", errors);
    }

    private Counterpart phone(String said, EntryErrors errors) {
        return counterpart("phone", said, Counterpart.Kind.PHONE, "This is no phone number.", errors);
    }

    private Counterpart counterpart(
            String field, String said, Counterpart.Kind kind, String otherwise, EntryErrors errors) {
        if (said == null) {
            return null;
        }
        Counterpart counterpart = Counterpart.of(said, region);
        if (counterpart.kind() == kind) {
            return counterpart;
        }
        errors.add(field, otherwise);
        return null;
    }

    private static Integer duration(String said, EntryErrors errors) {
        if (said == null || said.matches("0+(\\.0*)?")) {
            return null;
        }
        if (said.matches("\\d{1,10}(\\.\\d*)?")) {
            long seconds = Math.round(Double.parseDouble(said));
            if (seconds <= LONGEST_DURATION) {
                return Math.toIntExact(seconds);
            }
        }
        errors.add("durationSeconds", "This is no number of seconds; it was left out.");
        return null;
    }

    private static String content(String said, EntryErrors errors) {
        if (said == null || said.length() <= LONGEST_CONTENT) {
            return said;
        }
        errors.add("content", "This is longer than " + LONGEST_CONTENT + " characters; it was left out.");
        return null;
    }

    private static String fingerprint(
            InteractionType type,
            InteractionSource source,
            Instant occurredAt,
            Integer duration,
            String content,
            Counterpart email,
            Counterpart phone) {
        return ExternalIds.sha256(Stream.of(
                        type,
                        source,
                        occurredAt,
                        duration,
                        email == null ? null : email.normalized(),
                        phone == null ? null : phone.normalized(),
                        content)
                .map(part -> Objects.toString(part, ""))
                .collect(Collectors.joining("\n")));
    }
}
