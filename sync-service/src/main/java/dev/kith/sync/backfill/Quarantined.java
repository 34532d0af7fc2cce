package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalContact;

/**
 * A contact that could not be applied, set aside so that the rest could.
 *
 * @param externalId {@code null} when not even that was readable
 * @param reason the machine name of what was wrong
 * @param message what was wrong and what to do, without any value of the contact
 * @param contact to be tried again; {@code null} when it was unreadable, then {@code payload} holds it
 */
public record Quarantined(
        String externalId,
        String stream,
        LogPosition position,
        String reason,
        String message,
        CanonicalContact contact,
        JsonNode payload) {

    /** The reason of interactions. */
    public static final String INTERACTION = "interaction";

    static Quarantined undecidable(IncomingContact incoming, RuntimeException cause) {
        return new Quarantined(
                incoming.externalId(),
                incoming.stream(),
                incoming.position(),
                "undecidable",
                "This contact could not be processed (" + cause.getClass().getSimpleName()
                        + "). It is kept here; retry it after an update.",
                incoming.contact(),
                null);
    }

    public static Quarantined refused(IncomingContact incoming, String sqlState) {
        return new Quarantined(
                incoming.externalId(),
                incoming.stream(),
                incoming.position(),
                "refused_by_database",
                "The database refused a value of this contact (SQLSTATE " + sqlState
                        + "). Correct the contact at its source, or retry it after an update.",
                incoming.contact(),
                null);
    }

    public static Quarantined unreadable(
            String externalId, String stream, LogPosition position, String reason, JsonNode payload) {
        return new Quarantined(
                externalId,
                stream,
                position,
                "unreadable",
                "This contact could not be read: " + reason + ". Correct it at its source; the next sync tries again.",
                null,
                payload);
    }

    /** An interaction that could not be kept. */
    public static Quarantined interaction(
            String externalId, String stream, LogPosition position, String problem, JsonNode payload) {
        return new Quarantined(
                externalId,
                stream,
                position,
                INTERACTION,
                "This call or message could not be kept: " + problem + ". The others of its batch were.",
                null,
                payload);
    }

    @Override
    public String toString() {
        return "Quarantined[reason=" + reason + ", position=" + position + "]";
    }
}
