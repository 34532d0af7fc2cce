package dev.kith.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Interaction batches as JSON, in the same form as {@link BatchCodec}'s and as their JSON Schema says. */
public final class InteractionCodec {

    /** The JSON Schema of a batch, as a resource beside this class. */
    public static final String SCHEMA = "interaction-batch.v1.schema.json";

    /** An interaction of a batch that could not be read while the rest could. */
    public record UnreadableInteraction(String externalId, String reason, JsonNode payload) {

        @Override
        public String toString() {
            return "UnreadableInteraction[reason=" + reason + "]";
        }
    }

    /** A batch and what of it could not be read. */
    public record ReadInteractionBatch(InteractionBatch batch, List<UnreadableInteraction> unreadable) {}

    private InteractionCodec() {}

    /** See {@link InteractionWriter} for many of them. */
    public static byte[] write(InteractionBatch batch) {
        return new InteractionWriter().write(batch);
    }

    /** One interaction, in the form it has in a batch. */
    public static JsonNode tree(Interaction interaction) {
        return BatchCodec.JSON.valueToTree(interaction);
    }

    /** Reads one interaction. Fails with {@link UnreadableBatchException}. */
    public static Interaction readInteraction(JsonNode tree) {
        List<Interaction> readable = new ArrayList<>();
        List<UnreadableInteraction> unreadable = new ArrayList<>();
        read(tree, readable, unreadable);
        if (readable.isEmpty()) {
            throw new UnreadableBatchException(unreadable.get(0).reason());
        }
        return readable.get(0);
    }

    /** Reads a batch; an interaction that cannot be read costs only itself. Fails with {@link UnreadableBatchException}. */
    public static ReadInteractionBatch read(byte[] value) {
        ObjectNode tree = BatchCodec.object(value);
        JsonNode entries = tree.remove("interactions");
        if (entries != null && !entries.isArray() && !entries.isNull()) {
            throw new UnreadableBatchException("interactions is not a list");
        }
        InteractionBatch envelope = BatchCodec.convert(tree, InteractionBatch.class);
        List<Interaction> readable = new ArrayList<>();
        List<UnreadableInteraction> unreadable = new ArrayList<>();
        if (entries instanceof ArrayNode list) {
            list.forEach(entry -> read(entry, readable, unreadable));
        }
        return new ReadInteractionBatch(envelope.withInteractions(readable), unreadable);
    }

    private static void read(JsonNode entry, List<Interaction> readable, List<UnreadableInteraction> unreadable) {
        try {
            Interaction interaction = BatchCodec.JSON.treeToValue(entry, Interaction.class);
            if (interaction == null) {
                unreadable.add(new UnreadableInteraction(null, "the entry is null", entry));
            } else {
                readable.add(interaction);
            }
        } catch (JsonProcessingException e) {
            JsonNode externalId = entry.get("externalId");
            unreadable.add(new UnreadableInteraction(
                    externalId != null && externalId.isTextual() ? externalId.asText() : null,
                    BatchCodec.reason(e),
                    entry));
        }
    }
}
