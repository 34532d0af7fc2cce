package dev.kith.sync.backfill.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** JSON as jsonb takes it: without U+0000, and without numbers of any size. */
final class StorableJson {

    private static final int MOST_DIGITS = 1_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StorableJson() {}

    /** What stands for U+0000 is the symbol for it, and a number that is too large becomes a text. */
    static String of(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what was written as JSON cannot be read", e);
        }
    }

    static String of(JsonNode json) {
        return String.valueOf(storable(json)).replace("\\u0000", "\\u2400");
    }

    private static JsonNode storable(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.fields().forEachRemaining(field -> copy.set(field.getKey(), storable(field.getValue())));
            return copy;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(storable(item)));
            return copy;
        }
        return json != null && json.isBigDecimal() && huge(json.decimalValue()) ? new TextNode(json.asText()) : json;
    }

    private static boolean huge(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS;
    }
}
