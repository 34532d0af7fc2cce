package dev.kith.sync.interaction;

import java.time.Instant;

/**
 * An interaction in the CRM's terms, but for the contact.
 *
 * @param direction {@code incoming}, {@code outgoing}, {@code mutual}, or {@code null} where it has none
 * @param durationMinutes rounded to whole minutes
 * @param metadata JSON: where it came from, and what the CRM has no column for
 */
public record InteractionRow(
        String source,
        String externalId,
        String type,
        Instant occurredAt,
        String direction,
        Integer durationSeconds,
        Integer durationMinutes,
        String content,
        String metadata) {

    /** Names no one. */
    @Override
    public String toString() {
        return "InteractionRow[" + type + "]";
    }
}
