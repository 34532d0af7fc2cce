package dev.kith.sync.crm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong with a request, so that its sender learns everything at once. */
final class Problems {

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NOTES = 100_000;

    /** What people write down freely. */
    private static final Set<String> NOTES = Set.of(ContactField.NOTES.wire(), "content");

    static final int MOST_VALUES = 500;

    private final Map<String, List<String>> found = new LinkedHashMap<>();

    void add(String path, String message) {
        found.computeIfAbsent(path, first -> new ArrayList<>()).add(message);
    }

    void required(String path, String text) {
        if (text == null || text.isBlank()) {
            add(path, "is missing");
        } else {
            text(path, text);
        }
    }

    void text(String path, String text) {
        if (text == null) {
            return;
        }
        int longest = NOTES.contains(path) ? LONGEST_NOTES : LONGEST_TEXT;
        if (text.length() > longest) {
            add(path, "is longer than " + longest + " characters");
        }
        StorableText.problem(text).ifPresent(problem -> add(path, problem));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidContactException(found);
        }
    }
}
