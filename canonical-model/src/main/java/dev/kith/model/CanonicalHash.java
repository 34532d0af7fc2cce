package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells whether a contact changed: a hash of what it says, whatever its version tag, its payload, its names at the source
 * or the order of its values.
 */
public final class CanonicalHash {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_NULL))
            .build();

    private static final List<String> NOT_CONTENT = List.of("externalId", "etag", "aliases", "raw");

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
        tree.properties().forEach(field -> {
            // The first organisation is the one shown: there the order says something.
            if (field.getValue() instanceof ArrayNode values && !field.getKey().equals("organizations")) {
                sort(values);
            }
        });
        return Sha256.hex(text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static void sort(ArrayNode values) {
        List<JsonNode> sorted = new ArrayList<>();
        values.forEach(sorted::add);
        sorted.sort(Comparator.comparing(CanonicalHash::text));
        values.removeAll();
        values.addAll(sorted);
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
