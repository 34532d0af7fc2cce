package dev.kith.sandbox.google;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and checks query strings. A parameter given more than once keeps all its values, one a line. */
final class Request {

    static final String CONTACT_SOURCE = "READ_SOURCE_TYPE_CONTACT";
    static final String PROFILE_SOURCE = "READ_SOURCE_TYPE_PROFILE";

    private static final int LARGEST_PAGE = 1000;

    private Request() {}

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            query.merge(name, value, (one, other) -> one + "\n" + other);
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static List<String> values(Map<String, String> query, String name) {
        String value = query.get(name);
        return value == null ? List.of() : Arrays.asList(value.split("\n"));
    }

    static void requireKnown(Map<String, String> query, Set<String> known) {
        query.keySet().forEach(name -> {
            if (!known.contains(name)) {
                throw GoogleError.unknownParameter(name);
            }
        });
    }

    /** The sources to read; people come from contacts and profiles, other contacts from themselves, unless told otherwise. */
    static Set<String> sources(Map<String, String> query, String method) {
        List<String> named = values(query, "sources");
        if (named.isEmpty()) {
            return method.startsWith("otherContacts") ? Set.of(CONTACT_SOURCE) : Set.of(CONTACT_SOURCE, PROFILE_SOURCE);
        }
        if (!Discovery.values(method, "sources").containsAll(named)) {
            throw GoogleError.invalidArgument();
        }
        return Set.copyOf(named);
    }

    static Set<String> mask(String value, String parameter, Set<String> allowed) {
        if (value == null || value.isBlank()) {
            throw GoogleError.maskRequired(parameter);
        }
        Set<String> mask = new LinkedHashSet<>(Arrays.asList(value.split("[,\n]", -1)));
        mask.forEach(path -> {
            if (!allowed.contains(path)) {
                throw GoogleError.invalidMaskPath(parameter, path);
            }
        });
        return mask;
    }

    static int pageSize(Map<String, String> query, int defaultSize, Switches switches) {
        int size = number(query.getOrDefault("pageSize", "0"));
        if (size < 0 || size > LARGEST_PAGE) {
            if (!switches.clampPageSize) {
                throw GoogleError.invalidArgument();
            }
            size = size < 0 ? 0 : LARGEST_PAGE;
        }
        return Math.min(size == 0 ? defaultSize : size, switches.maximumPageSize);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw GoogleError.invalidArgument();
        }
    }
}
