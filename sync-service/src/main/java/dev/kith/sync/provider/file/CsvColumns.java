package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a CSV file. Numbered ones, such as {@code E-mail 1 - Value}, hold lists. */
final class CsvColumns {

    private static final Pattern NUMBERED = Pattern.compile("(.+?) (\\d{1,4}) [-\u2013] (.+)");

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Set<Integer>> numbers = new HashMap<>();

    CsvColumns(List<String> header) {
        this.names = header.stream()
                .map(name -> Objects.requireNonNullElse(stripped(name), ""))
                .toList();
        for (int column = 0; column < names.size(); column++) {
            String name = key(names.get(column));
            indexes.putIfAbsent(name, column);
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                numbers.computeIfAbsent(numbered.group(1), unused -> new TreeSet<>())
                        .add(Integer.valueOf(numbered.group(2)));
            }
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('\u2013', '-');
    }

    Integer index(String name) {
        return indexes.get(key(name));
    }

    /** The name of a column as its file writes it. */
    String name(int column) {
        String name = column < names.size() ? names.get(column) : "";
        return name.isEmpty() ? "column " + (column + 1) : name;
    }

    /** The numbers under which a record may hold values of this name. */
    Set<Integer> numbers(String name) {
        return numbers.getOrDefault(key(name), Set.of());
    }

    boolean hasNumbered() {
        return !numbers.isEmpty();
    }

    boolean hasAny(String... wanted) {
        for (String name : wanted) {
            if (index(name) != null) {
                return true;
            }
        }
        return false;
    }

    List<String> names() {
        return names;
    }
}
