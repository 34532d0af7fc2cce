package dev.kith.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches as JSON, the form in which they travel and which the JSON Schemas beside this class describe: what is absent,
 * empty or false is left out, unknown fields are ignored, times are RFC 3339. The same batch is always the same bytes.
 */
public final class BatchCodec {

    /** What is read at most; a record holds less than 900 KB. */
    static final int MOST_BYTES = 1 << 20;

    /** A contact of a batch that could not be read while the rest could. */
    public record UnreadableContact(String externalId, String reason, JsonNode payload) {

        @Override
        public String toString() {
            return "UnreadableContact[reason=" + reason + "]";
        }
    }

    /** A batch and what of it could not be read. */
    public record ReadContactBatch(ContactBatch batch, List<UnreadableContact> unreadable) {}

    static final ObjectMapper JSON = BatchJson.mapper();

    private BatchCodec() {}

    public static byte[] write(ContactBatch batch) {
        return bytes(batch);
    }

    public static byte[] write(GroupBatch batch) {
        return bytes(batch);
    }

    public static String writeContact(CanonicalContact contact) {
        try {
            return JSON.writeValueAsString(contact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a contact cannot be written as JSON", e);
        }
    }

    /** Reads one contact; fails with {@link UnreadableBatchException}. */
    public static CanonicalContact readContact(String json) {
        CanonicalContact contact;
        try {
            contact = JSON.treeToValue(JSON.readTree(json), CanonicalContact.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableBatchException(reason(e));
        }
        if (contact == null) {
            throw new UnreadableBatchException("the value is null");
        }
        return contact;
    }

    /** Reads a batch; a contact that cannot be read costs only itself. Fails with {@link UnreadableBatchException}. */
    public static ReadContactBatch readContactBatch(byte[] value) {
        UnreadContactBatch batch = UnreadContactBatch.of(value);
        List<CanonicalContact> readable = new ArrayList<>();
        List<UnreadableContact> unreadable = new ArrayList<>();
        for (UnreadContactBatch.Entry entry : batch.contacts()) {
            try {
                readable.add(entry.read());
            } catch (UnreadableBatchException e) {
                unreadable.add(new UnreadableContact(entry.externalId(), e.getMessage(), entry.json()));
            }
        }
        return new ReadContactBatch(batch.envelope().withContacts(readable), unreadable);
    }

    /** Reads a page of groups; fails with {@link UnreadableBatchException}. */
    public static GroupBatch readGroupBatch(byte[] value) {
        return convert(object(value), GroupBatch.class);
    }

    static ObjectNode object(byte[] value) {
        requireSize(value);
        try {
            if (JSON.readTree(value) instanceof ObjectNode tree) {
                return tree;
            }
            // Jackson lets exponents pass that no number has.
        } catch (IOException | NumberFormatException e) {
            throw notJson();
        }
        throw notAnObject();
    }

    static void requireSize(byte[] value) {
        if (value.length > MOST_BYTES) {
            throw new UnreadableBatchException("the value is larger than " + MOST_BYTES + " bytes");
        }
    }

    static UnreadableBatchException notJson() {
        return new UnreadableBatchException("the value is not JSON");
    }

    static UnreadableBatchException notAnObject() {
        return new UnreadableBatchException("the value is not a JSON object");
    }

    static <T> T convert(ObjectNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableBatchException(reason(e));
        }
    }

    /** Where in the document the trouble is and which rule it breaks, without any of its values. */
    static String reason(JsonProcessingException e) {
        String rule = e.getCause() instanceof InvalidValueException invalid ? ": " + invalid.getMessage() : "";
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder path = new StringBuilder();
            mapping.getPath()
                    .forEach(step -> path.append(
                            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
            return "the value at " + path.substring(path.charAt(0) == '.' ? 1 : 0) + " is not of the expected form"
                    + rule;
        }
        return "a value is not of the expected form" + rule;
    }

    static byte[] bytes(Object batch) {
        try {
            return JSON.writeValueAsBytes(batch);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a batch cannot be written as JSON", e);
        }
    }
}
