package dev.kith.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a contact changed: a hash of what it says, whatever its version tag, its payload, its names at the source
 * or the order of its values.
 */
public final class CanonicalHash {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final List<String> NOT_CONTENT = List.of("externalId", "etag", "aliases");

    private CanonicalHash() {}

    /** SHA-256 in hexadecimal. */
    public static String of(CanonicalContact contact) {
        CanonicalContact content = contact.toBuilder()
                .raw(null)
                .photos(contact.photos().stream()
                        .filter(photo -> !photo.generated())
                        .toList())
                .build();
        ObjectNode tree = JSON.valueToTree(content);
        tree.remove(NOT_CONTENT);
        // The first organisation is the one shown: there the order says something.
        tree.properties().stream()
                .filter(field -> field.getValue().size() > 1 && !field.getKey().equals("organizations"))
                .forEach(field -> sort((ArrayNode) field.getValue()));
        return Sha256.hex(text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static void sort(ArrayNode values) {
        Map<String, List<JsonNode>> byText = new TreeMap<>();
        values.forEach(value ->
                byText.computeIfAbsent(text(value), unused -> new ArrayList<>()).add(value));
        values.removeAll();
        byText.values().forEach(values::addAll);
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
