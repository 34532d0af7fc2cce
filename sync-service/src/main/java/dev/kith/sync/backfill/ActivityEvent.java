package dev.kith.sync.backfill;

import java.util.List;
import java.util.UUID;

/**
 * One event in the life of a contact, written to {@code activity_feed}.
 *
 * @param contactId {@code null} where the event concerns no contact
 * @param fields the fields that changed or conflict
 * @param reason what else there is to know, such as the rung that matched
 */
public record ActivityEvent(UUID contactId, Type type, LinkKey link, List<String> fields, String reason) {

    /** The event types outsiders know. */
    public enum Type {
        CONTACT_SYNCED("contact_synced"),
        CONTACT_SYNC_UPDATED("contact_sync_updated"),
        CONTACT_SYNC_CONFLICT("contact_sync_conflict"),
        CONTACT_SYNC_DELETED_SOURCE("contact_sync_deleted_source");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** A source and the CRM differ in fields of a contact that were edited here. */
    public static ActivityEvent conflict(UUID contactId, LinkKey link, List<ReviewQuestion> conflicts) {
        List<String> fields = conflicts.stream()
                .map(item -> item.evidence().get("field").asText())
                .toList();
        return new ActivityEvent(contactId, Type.CONTACT_SYNC_CONFLICT, link, fields, null);
    }

    /** A sentence for people; names no personal value. */
    public String description() {
        String source = link.provider() + "/" + link.accountId();
        return switch (type) {
            case CONTACT_SYNCED -> "Contact synced from " + source + " (" + reason + ")";
            case CONTACT_SYNC_UPDATED ->
                "Sync update from " + source
                        + (fields.isEmpty() ? "" : ": " + String.join(", ", fields))
                        + (reason == null ? "" : " (" + reason + ")");
            case CONTACT_SYNC_CONFLICT ->
                "Sync conflict from " + source + ": "
                        + (fields.isEmpty() ? reason : "local edits kept for " + String.join(", ", fields));
            case CONTACT_SYNC_DELETED_SOURCE -> "Deleted at " + source + "; the contact here is kept";
        };
    }
}
