package dev.kith.sync.provider.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Reads one value of a JSON stream into memory, unless it is larger than memory should hold. */
final class BoundedJson {

    /** A photo and text that fits a record of the log. */
    private static final int LARGEST = 2 * 1024 * 1024;

    private final JsonParser parser;
    private int left = LARGEST;

    private BoundedJson(JsonParser parser) {
        this.parser = parser;
    }

    /** The value the parser stands at, which is passed over in any case; nothing when it is too large. */
    static Optional<JsonNode> read(JsonParser parser) throws IOException {
        BoundedJson bounded = new BoundedJson(parser);
        JsonNode value = bounded.value();
        return bounded.left < 0 ? Optional.empty() : Optional.of(value);
    }

    private JsonNode value() throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        JsonToken token = parser.currentToken();
        if (left < 0) {
            parser.skipChildren();
            return nodes.nullNode();
        }
        spend(16);
        if (token == JsonToken.START_OBJECT) {
            return object();
        }
        if (token == JsonToken.START_ARRAY) {
            return array();
        }
        return switch (token) {
            case VALUE_STRING -> nodes.textNode(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> nodes.nullNode();
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            spend(name.length());
            parser.nextToken();
            object.set(name, value());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode item = value();
            if (left >= 0) {
                array.add(item);
            }
        }
        return array;
    }

    /** As written: a number may be an id with more digits than any type holds. */
    private JsonNode number() throws IOException {
        String digits = parser.getText();
        spend(digits.length());
        return digits.matches("-?\\d{1,9}")
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(digits))
                : JsonNodeFactory.instance.textNode(digits);
    }

    private String text() throws IOException {
        spend(parser.getTextLength());
        return left < 0 ? "" : parser.getText();
    }

    private void spend(int characters) {
        left -= Math.min(characters, LARGEST + 1);
        left = Math.max(left, -LARGEST - 1);
    }
}
