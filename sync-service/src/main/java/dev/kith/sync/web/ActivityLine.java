package dev.kith.sync.web;

import dev.kith.sync.review.ActivityEntry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened.
 *
 * @param contactId {@code null} where it is about nobody
 * @param tone how it looks: ok, warn or idle
 */
public record ActivityLine(
        String what, String tone, String description, String contactId, String contact, String by, Moment at) {

    /** How descriptions name the source, which the line names in words. */
    private static final String SOURCE = " from \\S+/\\S+";

    static ActivityLine of(ActivityEntry entry, Map<UUID, String> names, Instant now) {
        Map<String, Object> details = entry.details() == null ? Map.of() : entry.details();
        return new ActivityLine(
                Words.event(entry.type()),
                tone(entry.type()),
                entry.description().replaceFirst(SOURCE, ""),
                entry.contactId() == null ? null : entry.contactId().toString(),
                names.getOrDefault(entry.contactId(), "somebody"),
                by(details),
                Moment.of(entry.createdAt(), now));
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
            return actor;
        }
        return details.get("provider") instanceof String provider && details.get("accountId") instanceof String account
                ? Words.source(provider, account)
                : null;
    }
}
