package dev.kith.sync.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CallMedium;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.UnicodeText;
import dev.kith.sync.backfill.LogPosition;
import java.util.Optional;

/**
 * An interaction as it arrives from the log, in the CRM's terms.
 *
 * @param makeContact whether its handle becomes a placeholder when nobody has it
 */
public record IncomingInteraction(InteractionRow row, HandleKey handle, boolean makeContact, LogPosition position) {

    private static final int LONGEST_ID = 500;
    private static final int LONGEST_HANDLE = 320;

    /** What no table can hold, or what cannot be true; empty when there is nothing wrong. */
    static Optional<String> problem(Interaction interaction) {
        if (interaction.externalId().length() > LONGEST_ID
                || !interaction.externalId().equals(UnicodeText.clean(interaction.externalId()))) {
            return Optional.of("its external id is too long or holds control characters");
        }
        if (interaction.counterpart().handle().length() > LONGEST_HANDLE) {
            return Optional.of("its counterpart's handle is too long");
        }
        return InteractionTerms.plausible(interaction.occurredAt())
                ? Optional.empty()
                : Optional.of("it lies outside of the years 1900 to 2200");
    }

    /** What a batch says of whoever sent it. */
    record Sender(String provider, String accountId, String source, boolean createUnknownContacts) {

        static Sender of(InteractionBatch batch) {
            return new Sender(batch.provider(), batch.accountId(), batch.source(), batch.createUnknownContacts());
        }

        @Override
        public String toString() {
            return "Sender[" + provider + "]";
        }
    }

    static IncomingInteraction of(Interaction interaction, Sender sender, LogPosition position) {
        HandleKey handle = HandleKey.of(interaction.counterpart());
        InteractionRow row = new InteractionRow(
                sender.source(),
                interaction.externalId(),
                interaction.type().name(),
                interaction.occurredAt(),
                InteractionTerms.direction(interaction.type()),
                interaction.durationSeconds(),
                InteractionTerms.minutes(interaction.durationSeconds()),
                UnicodeText.clean(interaction.content()),
                metadata(interaction, sender, handle));
        return new IncomingInteraction(row, handle, sender.createUnknownContacts() && handle.person(), position);
    }

    private static String metadata(Interaction interaction, Sender sender, HandleKey handle) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("provider", sender.provider());
        metadata.put("accountId", sender.accountId());
        metadata.put("counterpart", handle.value());
        if (interaction.service() != null) {
            metadata.put("service", UnicodeText.clean(interaction.service()));
        }
        if (interaction.medium() != null) {
            metadata.put("medium", wire(interaction.medium()));
        }
        if (interaction.group()) {
            metadata.put("group", true);
        }
        if (interaction.participants() != null) {
            metadata.put("participants", interaction.participants());
        }
        if (interaction.answeredElsewhere()) {
            metadata.put("answeredElsewhere", true);
        }
        return metadata.toString();
    }

    private static String wire(CallMedium medium) {
        return switch (medium) {
            case PHONE -> "phone";
            case FACETIME_AUDIO -> "facetime-audio";
            case FACETIME_VIDEO -> "facetime-video";
            case THIRD_PARTY -> "third-party";
        };
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "IncomingInteraction[" + row.type() + ", " + position + "]";
    }
}
