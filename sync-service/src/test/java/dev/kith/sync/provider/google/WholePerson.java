package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.Discovery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A person with every field that Google's discovery document knows, each with every property. */
final class WholePerson {

    private static final JsonNode SCHEMAS = schemas();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WholePerson() {}

    private static JsonNode schemas() {
        try (InputStream in = Discovery.class.getResourceAsStream("people.v1.json")) {
            return new ObjectMapper().readTree(in).get("schemas");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode everything() {
        ObjectNode person = object("Person");
        ((ObjectNode) person.get("metadata")).put("deleted", false);
        ObjectNode anniversary = person.get("events").get(0).deepCopy();
        ((ArrayNode) person.get("events")).add(anniversary.put("type", "anniversary"));
        return person;
    }

    /** The fields that a mask lets through, as Google cuts a person. */
    static ObjectNode masked(Set<String> mask) {
        ObjectNode person = everything();
        List<String> kept = new ArrayList<>(mask);
        kept.addAll(List.of("resourceName", "etag"));
        return person.retain(kept);
    }

    private static ObjectNode object(String schema) {
        ObjectNode object = NODES.objectNode();
        SCHEMAS.get(schema)
                .get("properties")
                .properties()
                .forEach(property ->
                        object.set(property.getKey(), value(schema + "." + property.getKey(), property.getValue())));
        return object;
    }

    private static JsonNode value(String name, JsonNode property) {
        if (property.has("$ref")) {
            return object(property.get("$ref").asText());
        }
        return switch (property.path("type").asText()) {
            case "array" -> NODES.arrayNode().add(value(name, property.get("items")));
            case "object" -> NODES.objectNode();
            case "boolean" -> NODES.booleanNode(true);
            case "integer" -> NODES.numberNode(7);
            case "string" -> NODES.textNode(text(name));
            default -> throw new AssertionError("a property of an unknown type: " + name);
        };
    }

    private static String text(String name) {
        return switch (name) {
            case "Source.type" -> "CONTACT";
            case "PhoneNumber.canonicalForm" -> "+12125550123";
            case "EmailAddress.value" -> "whole@example.com";
            case "Address.countryCode" -> "DE";
            case "Biography.contentType" -> "TEXT_PLAIN";
            default -> name;
        };
    }
}
