package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Google's discovery document of the People API says about parameters, masks and fields. */
public final class Discovery {

    private static final Pattern MASK_PATH = Pattern.compile("\\* (\\w+)");
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
        Set<String> names = new LinkedHashSet<>();
        method(method).get("parameters").fieldNames().forEachRemaining(names::add);
        DOCUMENT.get("parameters").fieldNames().forEachRemaining(names::add);
        return names;
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
        return DOCUMENT.at("/schemas/" + schema + "/properties").has(property);
    }

    private static Set<String> paths(String description) {
        Set<String> paths = new LinkedHashSet<>();
        Matcher matcher = MASK_PATH.matcher(description);
        while (matcher.find()) {
            paths.add(matcher.group(1));
        }
        return paths;
    }

    private static JsonNode method(String name) {
        JsonNode node = DOCUMENT;
        String[] steps = name.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            node = node.get("resources").get(steps[i]);
        }
        return node.get("methods").get(steps[steps.length - 1]);
    }
}
