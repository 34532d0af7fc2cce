package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists give at most 100 e-mail addresses and 100 phone numbers of a person; the person alone gives all. */
final class CutValues {

    private static final int LISTED = 100;
    private static final List<String> FIELDS = List.of("emailAddresses", "phoneNumbers");

    private CutValues() {}

    static boolean cut(JsonNode person) {
        return FIELDS.stream().anyMatch(field -> person.path(field).size() >= LISTED);
    }

    static String request(JsonNode person) {
        return "/v1/" + person.get("resourceName").asText() + "?personFields=" + String.join(",", FIELDS)
                + "&sources=READ_SOURCE_TYPE_CONTACT&prettyPrint=false";
    }

    static JsonNode completed(ObjectNode person, JsonNode whole) {
        FIELDS.forEach(field -> {
            if (whole.has(field)) {
                person.set(field, whole.get(field));
            }
        });
        return person;
    }
}
