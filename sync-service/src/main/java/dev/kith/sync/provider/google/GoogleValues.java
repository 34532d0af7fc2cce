package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the values of a person's field: those the user entered, the primary one marked. */
final class GoogleValues {

    private GoogleValues() {}

    /** The values of a field that come from the contact itself, not from a linked profile. */
    static List<JsonNode> of(JsonNode person, String field) {
        List<JsonNode> values = new ArrayList<>();
        person.path(field).forEach(value -> {
            String source = value.at("/metadata/source/type").asText("CONTACT");
            if (source.equals("CONTACT") || source.equals("OTHER_CONTACT")) {
                values.add(value);
            }
        });
        return values;
    }

    /** The primary value of a field, else the source's own primary, else the first; {@code null} without any. */
    static JsonNode primary(JsonNode person, String field) {
        List<JsonNode> values = of(person, field);
        return values.stream()
                .filter(value -> value.at("/metadata/primary").asBoolean())
                .findFirst()
                .or(() -> values.stream()
                        .filter(value -> value.at("/metadata/sourcePrimary").asBoolean())
                        .findFirst())
                .or(() -> values.stream().findFirst())
                .orElse(null);
    }

    static <T> List<T> map(JsonNode person, String field, Function<JsonNode, T> mapper) {
        List<T> mapped = new ArrayList<>();
        of(person, field).forEach(value -> {
            T result = mapper.apply(value);
            if (result != null) {
                mapped.add(result);
            }
        });
        return mapped;
    }

    /** A text without what may not be stored; {@code null} where it is missing or blank. */
    static String text(JsonNode value, String name) {
        if (value == null || !value.hasNonNull(name)) {
            return null;
        }
        String text = UnicodeText.clean(value.get(name).asText());
        return text.isBlank() ? null : text.strip();
    }
}
