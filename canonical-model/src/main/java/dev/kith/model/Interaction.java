package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A call, a message or another thing that happened between the user and one counterpart. A message to a group is one
 * interaction with each of its receivers; one from a group is an interaction with its sender.
 *
 * @param externalId unique within the batch's {@link InteractionBatch#source}, see {@link InteractionId}
 * @param durationSeconds how long a call lasted; {@code null} for anything else and for a call that was not connected
 * @param service what carried it, as the source names it, such as {@code iMessage} or {@code net.whatsapp.WhatsApp}
 * @param medium {@code null} unless it is a call
 * @param group whether more than one other person took part
 * @param participants how many others took part; {@code null} where the source does not say
 * @param answeredElsewhere whether another device of the user took the call
 * @param content a note of the user's own; a Mac sends none, the text of messages is never read
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Interaction(
        String externalId,
        InteractionType type,
        Instant occurredAt,
        Integer durationSeconds,
        Counterpart counterpart,
        String service,
        CallMedium medium,
        boolean group,
        Integer participants,
        boolean answeredElsewhere,
        String content) {

    public Interaction {
        if (externalId == null || externalId.isBlank()) {
            throw new IllegalArgumentException("externalId must not be blank");
        }
        if (type == null || occurredAt == null || counterpart == null) {
            throw new IllegalArgumentException("type, occurredAt and counterpart must be present");
        }
        if (durationSeconds != null && durationSeconds < 0) {
            throw new IllegalArgumentException("durationSeconds must not be negative");
        }
    }

    /** Tells what it was, not with whom. */
    @Override
    public String toString() {
        return "Interaction[" + type + "]";
    }
}
