package dev.kith.sync.interaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.sync.backfill.LogPosition;
import java.util.Optional;

/** What is kept of an interaction that was set aside, so that it can be tried again: itself, and what its batch said. */
final class InteractionPayload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INTERACTION = "interaction";
    private static final String SOURCE = "source";
    private static final String MAKE_CONTACT = "createUnknownContacts";

    private final JsonNode payload;

    private InteractionPayload(JsonNode payload) {
        this.payload = payload;
    }

    /** @param stored JSON, as the database gives it back */
    static InteractionPayload parse(String stored) {
        try {
            return new InteractionPayload(JSON.readTree(stored));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored payload is no JSON", e);
        }
    }

    static ObjectNode of(InteractionBatch batch, JsonNode interaction) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(SOURCE, batch.source())
                .put(MAKE_CONTACT, batch.createUnknownContacts())
                .set(INTERACTION, interaction);
    }

    /** The number or address of the other side, as far as there is one. */
    static Optional<String> counterpart(JsonNode payload) {
        return Optional.ofNullable(
                payload.path(INTERACTION).path("counterpart").path("handle").textValue());
    }

    /** Fails with {@link dev.kith.model.UnreadableBatchException}. */
    Interaction interaction() {
        return InteractionCodec.readInteraction(payload.path(INTERACTION));
    }

    IncomingInteraction incoming(Interaction interaction, String provider, String accountId, LogPosition position) {
        IncomingInteraction.Sender sender = new IncomingInteraction.Sender(
                provider,
                accountId,
                payload.path(SOURCE).asText(),
                payload.path(MAKE_CONTACT).asBoolean());
        return IncomingInteraction.of(interaction, sender, position);
    }
}
