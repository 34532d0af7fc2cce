package dev.kith.sync.web;

import dev.kith.sync.review.ActivityEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Something that happened.
 *
 * @param contactId {@code null} where it is about nobody
 * @param tone how it looks: ok, warn or idle
 */
public record ActivityLine(
        String what, String tone, String description, String contactId, String contact, String by, Moment at) {

    static ActivityLine of(ActivityEntry entry, Map<UUID, String> names, Instant now) {
        Map<String, Object> details = entry.details() == null ? Map.of() : entry.details();
        return new ActivityLine(
                Words.event(entry.type()),
                tone(entry.type()),
                description(entry, details),
                entry.contactId() == null ? null : entry.contactId().toString(),
                names.getOrDefault(entry.contactId(), "somebody"),
                by(details),
                Moment.of(entry.createdAt(), now));
    }

    /** What the kind of event does not say yet; other programs' events say it themselves. */
    private static String description(ActivityEntry entry, Map<String, Object> details) {
        return switch (entry.type()) {
            case "contact_synced" -> arrived(details.get("reason"));
            case "contact_sync_updated" -> fields(details);
            case "contact_sync_conflict" ->
                details.get("fields") == null
                        ? text(details.get("reason"))
                        : "kept as it was edited here: " + fields(details);
            case "contact_sync_deleted_source" -> "kept here";
            case "contact_merged", "contact_merge_undone" -> "";
            case "contact_review_resolved", "contact_review_reopened" ->
                Words.kind(text(details.get("kind"))) + " " + Words.decision(text(details.get("decision")));
            default -> entry.description();
        };
    }

    private static String arrived(Object reason) {
        return switch (text(reason)) {
            case "new" -> "is new";
            case "placeholder" -> "stands for an unknown number or address";
            default -> text(reason);
        };
    }

    private static String fields(Map<String, Object> details) {
        return details.get("fields") instanceof List<?> fields
                ? fields.stream().map(field -> Words.field(field.toString())).collect(Collectors.joining(", "))
                : text(details.get("reason"));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String tone(String type) {
        return switch (type) {
            case "contact_sync_conflict", "contact_sync_deleted_source" -> "warn";
            case "contact_synced" -> "ok";
            default -> "idle";
        };
    }

    private static String by(Map<String, Object> details) {
        if (details.get("actor") instanceof String actor) {
            return Words.actor(actor);
        }
        return details.get("provider") instanceof String provider && details.get("accountId") instanceof String account
                ? Words.source(provider, account)
                : null;
    }
}
