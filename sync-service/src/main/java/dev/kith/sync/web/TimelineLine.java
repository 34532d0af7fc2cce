package dev.kith.sync.web;

import dev.kith.sync.crm.InteractionView;
import java.time.Duration;
import java.time.Instant;

/**
 * A call or message of a timeline.
 *
 * @param sign how it is marked: in, out or missed
 */
public record TimelineLine(String what, String sign, String length, String note, Moment at) {

    static TimelineLine of(InteractionView interaction, Instant now) {
        return new TimelineLine(
                what(interaction.type()),
                sign(interaction.type()),
                length(interaction.durationSeconds()),
                interaction.content(),
                Moment.of(interaction.occurredAt(), now));
    }

    private static String what(String type) {
        return switch (type) {
            case "CALL_INBOUND" -> "Incoming call";
            case "CALL_OUTBOUND" -> "Outgoing call";
            case "CALL_MISSED" -> "Missed call";
            case "TEXT_INBOUND" -> "Message received";
            case "TEXT_OUTBOUND" -> "Message sent";
            default -> Words.capital(type);
        };
    }

    private static String sign(String type) {
        if (type.endsWith("_MISSED")) {
            return "missed";
        }
        return type.endsWith("_OUTBOUND") ? "out" : "in";
    }

    private static String length(Integer seconds) {
        if (seconds == null || seconds == 0) {
            return null;
        }
        Duration length = Duration.ofSeconds(seconds);
        return length.toMinutes() == 0 ? length.toSeconds() + " s" : length.toMinutes() + " min";
    }
}
