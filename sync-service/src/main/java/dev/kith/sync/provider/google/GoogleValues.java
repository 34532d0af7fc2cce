package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads the values of a person's field: those the user entered, the primary one first. */
final class GoogleValues {

    private GoogleValues() {}

    /**
     * The values of a field that come from the contact itself, not from a linked profile. Google's order says nothing, so
     * the primary one is put first: else the source's own primary, else whatever stands there.
     */
    static List<JsonNode> of(JsonNode person, String field) {
        List<JsonNode> values = new ArrayList<>();
        person.path(field).forEach(value -> {
            String source = value.at("/metadata/source/type").asText("CONTACT");
            if (source.equals("CONTACT") || source.equals("OTHER_CONTACT")) {
                values.add(value);
            }
        });
        int primary = position(values, "primary")
                .orElseGet(() -> position(values, "sourcePrimary").orElse(0));
        if (primary > 0) {
            values.add(0, values.remove(primary));
        }
        return values;
    }

    private static OptionalInt position(List<JsonNode> values, String mark) {
        return IntStream.range(0, values.size())
                .filter(i -> values.get(i).path("metadata").path(mark).asBoolean())
                .findFirst();
    }

    /** The primary value of a field; {@code null} without any. */
    static JsonNode primary(JsonNode person, String field) {
        List<JsonNode> values = of(person, field);
        return values.isEmpty() ? null : values.get(0);
    }

    static <T> List<T> map(JsonNode person, String field, Function<JsonNode, T> mapper) {
        return mapWithPrimary(person, field, (value, primary) -> mapper.apply(value));
    }

    /**
     * @param mapper is also told whether the value is the primary one; values it maps to {@code null} are left out
     */
    static <T> List<T> mapWithPrimary(JsonNode person, String field, BiFunction<JsonNode, Boolean, T> mapper) {
        List<T> mapped = new ArrayList<>();
        boolean primary = true;
        for (JsonNode value : of(person, field)) {
            T result = mapper.apply(value, primary);
            if (result != null) {
                mapped.add(result);
                primary = false;
            }
        }
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
