package dev.kith.sandbox.google;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads query strings. A parameter given more than once keeps all its values, one a line. */
final class Request {

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

    static int pageSize(Map<String, String> query, int defaultSize, Switches switches) {
        int size;
        try {
            size = Integer.parseInt(query.getOrDefault("pageSize", "0"));
        } catch (NumberFormatException e) {
            throw GoogleError.invalidArgument();
        }
        if (size < 0 || size > 1000) {
            if (!switches.clampPageSize) {
                throw GoogleError.invalidArgument();
            }
            size = size < 0 ? 0 : 1000;
        }
        return Math.min(size == 0 ? defaultSize : size, switches.maximumPageSize);
    }
}
