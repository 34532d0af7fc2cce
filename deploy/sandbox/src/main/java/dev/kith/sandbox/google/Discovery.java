package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Google's discovery document of the People API says about methods, parameters, masks and fields. */
public final class Discovery {

    private static final Pattern MASK_PATH = Pattern.compile("\\* (\\w+)");
    private static final Pattern NAMED_VALUE = Pattern.compile("\\* `(\\w+)`");
    private static final Map<String, Set<String>> NAMED_VALUES = new ConcurrentHashMap<>();
    private static final JsonNode DOCUMENT = load();

    private Discovery() {}

    private static JsonNode load() {
        try (InputStream in = Discovery.class.getResourceAsStream("people.v1.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The method's own query parameters and those of every method. */
    static Set<String> parameters(String method) {
        Set<String> names = new LinkedHashSet<>(standardParameters());
        method(method).get("parameters").properties().forEach(parameter -> {
            if (parameter.getValue().path("location").asText().equals("query")) {
                names.add(parameter.getKey());
            }
        });
        return names;
    }

    /** The query parameters that every method has. */
    static Set<String> standardParameters() {
        return names(DOCUMENT.get("parameters"));
    }

    /** The scopes of which one is enough to call a method. */
    static Set<String> scopes(String method) {
        Set<String> scopes = new LinkedHashSet<>();
        method(method).get("scopes").forEach(scope -> scopes.add(scope.asText()));
        return scopes;
    }

    /** The values that a parameter may have. */
    static Set<String> values(String method, String parameter) {
        Set<String> values = new LinkedHashSet<>();
        method(method).at("/parameters/" + parameter + "/enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    /** The paths that a mask parameter of a method may name. */
    public static Set<String> maskPaths(String method, String parameter) {
        return paths(
                method(method).at("/parameters/" + parameter + "/description").asText());
    }

    /** The mask paths of other contacts when only the contact source is read. */
    public static Set<String> otherContactPaths() {
        String description = method("otherContacts.list")
                .at("/parameters/readMask/description")
                .asText();
        return paths(description.substring(0, description.indexOf("READ_SOURCE_TYPE_PROFILE")));
    }

    /** Whether a schema has a property. */
    public static boolean hasProperty(String schema, String property) {
        return DOCUMENT.path("schemas").path(schema).path("properties").has(property);
    }

    /** Whether the values of a person's field have a property. */
    static boolean hasValueProperty(String personField, String property) {
        return hasProperty(valueSchema(personField), property);
    }

    /** The values that the property of a person's field has a name for; others are as somebody typed them. */
    static Set<String> namedValues(String personField, String property) {
        return NAMED_VALUES.computeIfAbsent(
                valueSchema(personField) + "/properties/" + property,
                path -> matches(
                        NAMED_VALUE,
                        DOCUMENT.at("/schemas/" + path + "/description").asText()));
    }

    private static String valueSchema(String personField) {
        return DOCUMENT.path("schemas")
                .path("Person")
                .path("properties")
                .path(personField)
                .path("items")
                .path("$ref")
                .asText();
    }

    private static Set<String> paths(String description) {
        return matches(MASK_PATH, description);
    }

    private static Set<String> matches(Pattern pattern, String description) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(description);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static JsonNode method(String name) {
        JsonNode node = DOCUMENT;
        String[] steps = name.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            node = node.get("resources").get(steps[i]);
        }
        return node.get("methods").get(steps[steps.length - 1]);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
