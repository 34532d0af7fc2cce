package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;

/** The body of an admin command; what is missing or of the wrong kind is said by name. */
record AdminCommand(JsonNode body) {

    String text(String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException("the command needs the text \"" + name + "\"");
        }
        return value.asText();
    }

    String textOr(String name, String otherwise) {
        return body.hasNonNull(name) ? text(name) : otherwise;
    }

    int numberOr(String name, int otherwise) {
        return body.path(name).asInt(otherwise);
    }

    /** A person as the People API describes it, without metadata; {@code null} where there is none. */
    ObjectNode personOrNull(String name) {
        return body.get(name) instanceof ObjectNode person ? person : null;
    }

    ObjectNode person() {
        ObjectNode person = personOrNull("person");
        if (person == null) {
            throw new IllegalArgumentException("the command needs the object \"person\"");
        }
        return person;
    }

    /** The id of the CONTACT source, as Google writes it: hexadecimal. */
    String sourceId() {
        String id = text("sourceId");
        if (!id.matches("[0-9a-f]{1,16}")) {
            throw new IllegalArgumentException("\"sourceId\" is up to 16 hexadecimal digits");
        }
        return id;
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + name + "\" is a duration such as P8D or PT90S", e);
        }
    }

    /** The named scopes; those of contacts and other contacts where none are named. */
    Set<String> scopes() {
        return body.has("scopes") ? set("scopes") : Set.of(Tokens.CONTACTS, Tokens.OTHER_CONTACTS);
    }

    Set<String> set(String name) {
        Set<String> values = new HashSet<>();
        body.path(name).forEach(value -> values.add(value.asText()));
        return values;
    }
}
