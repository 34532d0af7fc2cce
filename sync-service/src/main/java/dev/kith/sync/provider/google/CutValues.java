package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lists give at most 100 e-mail addresses and 100 phone numbers of a person; the person alone gives all. Other contacts
 * cannot be asked for alone.
 */
final class CutValues {

    private static final int LISTED = 100;
    private static final List<String> FIELDS = List.of("emailAddresses", "phoneNumbers");
    private static final Pattern PERSON = Pattern.compile("people/[\\w-]+");

    private CutValues() {}

    static boolean cut(JsonNode person) {
        return FIELDS.stream().anyMatch(field -> person.path(field).size() >= LISTED)
                && PERSON.matcher(person.path("resourceName").asText()).matches();
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
