package dev.kith.sync.interaction;

import dev.kith.model.InteractionType;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How the CRM speaks of interactions. */
public final class InteractionTerms {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** The types that count as getting in touch with somebody, as an SQL list. */
    public static final String CONTACTING = Arrays.stream(InteractionType.values())
            .filter(InteractionTerms::contacting)
            .map(type -> "'" + type + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** When the contact of a statement's first argument was last got in touch with, as {@code latest}: one row, perhaps of NULL. */
    public static final String LATEST_CONTACT =
            "(SELECT max(occurred_at) AS latest FROM interactions WHERE contact_id = $1 AND type IN " + CONTACTING
                    + ")";

    private InteractionTerms() {}

    /** The value of {@code interactions.direction}; {@code null} where the type has none. */
    public static String direction(InteractionType type) {
        return switch (type) {
            case CALL_INBOUND, CALL_MISSED, TEXT_INBOUND, EMAIL_INBOUND, MAIL_RECEIVED -> "incoming";
            case CALL_OUTBOUND, TEXT_OUTBOUND, EMAIL_OUTBOUND, MAIL_SENT -> "outgoing";
            case MEETING -> "mutual";
            case NOTE, OTHER -> null;
        };
    }

    private static boolean contacting(InteractionType type) {
        return switch (type) {
            case CALL_OUTBOUND, TEXT_OUTBOUND, EMAIL_OUTBOUND, MEETING, MAIL_SENT -> true;
            case CALL_INBOUND, CALL_MISSED, TEXT_INBOUND, EMAIL_INBOUND, MAIL_RECEIVED, NOTE, OTHER -> false;
        };
    }

    /** Whether something may have happened then. */
    public static boolean plausible(Instant at) {
        return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
    }

    /** Whole minutes, rounded; {@code null} where the duration is not known. */
    public static Integer minutes(Integer seconds) {
        return seconds == null ? null : Math.round((float) seconds / SECONDS_PER_MINUTE);
    }
}
