package dev.kith.sync.crm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keeps a list of e-mail addresses or phone numbers with exactly one primary one, which stands first. */
record PrimaryValue<T>(
        Function<T, String> value, Predicate<T> primary, BiFunction<T, Boolean, T> marked, Function<String, T> made) {

    /**
     * The list with another primary value.
     *
     * @param beside whether the old primary value stays beside the new one, because the sender listed it
     */
    List<T> replace(List<T> values, String newPrimary, boolean beside) {
        List<T> rest = new ArrayList<>(onlyOne(values));
        if (!beside && !rest.isEmpty() && !same(rest.get(0), newPrimary)) {
            rest.remove(0);
        }
        if (newPrimary == null || newPrimary.isBlank()) {
            return onlyOne(rest);
        }
        String wanted = newPrimary.strip();
        T first = rest.stream().filter(entry -> same(entry, wanted)).findFirst().orElseGet(() -> made.apply(wanted));
        rest.removeIf(entry -> same(entry, wanted));
        List<T> all = new ArrayList<>();
        all.add(marked.apply(first, true));
        rest.forEach(entry -> all.add(marked.apply(entry, false)));
        return List.copyOf(all);
    }

    /** Each value once, and the first primary one, or else the first, as the only primary one. */
    List<T> onlyOne(List<T> values) {
        Map<String, T> distinct = new LinkedHashMap<>();
        values.forEach(entry -> distinct.putIfAbsent(key(value.apply(entry)), entry));
        T first = distinct.values().stream()
                .filter(primary)
                .findFirst()
                .orElse(distinct.values().stream().findFirst().orElse(null));
        List<T> all = new ArrayList<>();
        distinct.forEach((key, entry) -> {
            boolean chosen = key.equals(key(value.apply(first)));
            all.add(chosen ? 0 : all.size(), marked.apply(entry, chosen));
        });
        return List.copyOf(all);
    }

    private boolean same(T entry, String other) {
        return other != null && key(value.apply(entry)).equals(key(other));
    }

    private static String key(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
