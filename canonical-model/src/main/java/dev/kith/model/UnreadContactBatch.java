package dev.kith.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A batch whose contacts were found but not read: passing over one costs a fraction of reading it.
 *
 * @param envelope the batch without its contacts
 */
public record UnreadContactBatch(ContactBatch envelope, List<Entry> contacts) {

    /** Reads a value that others follow. */
    private static final ObjectReader MEMBER =
            BatchCodec.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where a contact stands in the bytes of its batch. */
    public static final class Entry {

        private final byte[] batch;
        private final int from;
        private final int length;
        private final String externalId;
        private UUID digest;

        private Entry(byte[] batch, int from, int to, String externalId) {
            this.batch = batch;
            this.from = from;
            this.length = to - from;
            this.externalId = externalId;
        }

        /** The contact's id, as the contact itself has it once it is read; {@code null} when there is none. */
        public String externalId() {
            return externalId;
        }

        /** Reads the contact; fails with {@link UnreadableBatchException}. */
        public CanonicalContact read() {
            try {
                CanonicalContact contact = BatchCodec.JSON.readValue(batch, from, length, CanonicalContact.class);
                if (contact == null) {
                    throw new UnreadableBatchException("the entry is null");
                }
                return contact;
            } catch (JsonProcessingException e) {
                throw new UnreadableBatchException(BatchCodec.reason(e));
            } catch (IOException e) {
                throw BatchCodec.notJson();
            }
        }

        /** Of the bytes that stand there: entries of one digest say the same in the same words. */
        public UUID digest() {
            if (digest == null) {
                digest = Sha256.uuid(batch, from, length);
            }
            return digest;
        }

        /** What stands there, whatever it is; its text as {@code unreadable} where it holds a number that is none. */
        public JsonNode json() {
            try {
                return BatchCodec.JSON.readTree(batch, from, length);
            } catch (IOException | NumberFormatException e) {
                return BatchCodec.JSON
                        .createObjectNode()
                        .put("unreadable", new String(batch, from, length, StandardCharsets.UTF_8));
            }
        }

        @Override
        public String toString() {
            return "Entry[]";
        }
    }

    /** Finds the contacts of a batch; fails with {@link UnreadableBatchException}. */
    public static UnreadContactBatch of(byte[] value) {
        BatchCodec.requireSize(value);
        ObjectNode envelope = BatchCodec.JSON.createObjectNode();
        List<Entry> contacts = List.of();
        try (JsonParser json = BatchCodec.JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw BatchCodec.notAnObject();
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (name.equals("contacts")) {
                    contacts = entries(json, value);
                } else {
                    envelope.set(name, MEMBER.<JsonNode>readTree(json));
                }
            }
            if (json.nextToken() != null) {
                throw BatchCodec.notJson();
            }
        } catch (IOException | NumberFormatException e) {
            throw BatchCodec.notJson();
        }
        return new UnreadContactBatch(BatchCodec.convert(envelope, ContactBatch.class), contacts);
    }

    private static List<Entry> entries(JsonParser json, byte[] value) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new UnreadableBatchException("contacts is not a list");
        }
        List<Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            int from = offset(json.currentTokenLocation().getByteOffset());
            String externalId = externalId(json);
            entries.add(new Entry(value, from, offset(json.currentLocation().getByteOffset()), externalId));
        }
        return entries;
    }

    /** Passes over an entry. */
    private static String externalId(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            json.finishToken();
            return null;
        }
        String externalId = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("externalId")) {
                externalId = token == JsonToken.VALUE_STRING ? json.getText() : null;
            }
            json.skipChildren();
        }
        return Components.optional(UnicodeText.clean(externalId));
    }

    /** Unknown where the text is in another encoding than UTF-8. */
    private static int offset(long bytes) {
        if (bytes < 0) {
            throw BatchCodec.notJson();
        }
        return Math.toIntExact(bytes);
    }
}
