package dev.kith.sync.crm;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A call, a message or another thing that happened between the user and a contact, as it is answered.
 *
 * @param direction {@code incoming}, {@code outgoing}, {@code mutual} or {@code null}
 * @param details what else its source said, such as the service that carried it
 */
public record InteractionView(
        UUID id,
        UUID contactId,
        String type,
        String content,
        Integer durationSeconds,
        Instant occurredAt,
        String source,
        Instant createdAt,
        String direction,
        Map<String, Object> details) {

    @Override
    public String toString() {
        return "InteractionView[" + id + "]";
    }
}
