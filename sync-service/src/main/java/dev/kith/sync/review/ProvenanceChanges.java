package dev.kith.sync.review;

import dev.kith.sync.review.ContactProvenance.Field;
import dev.kith.sync.review.ContactProvenance.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what became of a contact's values between two looks at it. Pure. */
public final class ProvenanceChanges {

    /**
     * A value that changed, came or went.
     *
     * @param field the column of a field that holds one value, or the kind of a value of which there may be many
     * @param from {@code null} for one that came
     * @param to {@code null} for one that went
     */
    public record Change(String field, String from, String to) {}

    private ProvenanceChanges() {}

    public static List<Change> between(ContactProvenance before, ContactProvenance after) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> old = fields(before);
        Map<String, String> now = fields(after);
        Stream.concat(old.keySet().stream(), now.keySet().stream())
                .distinct()
                .sorted()
                .filter(field -> !Objects.equals(old.get(field), now.get(field)))
                .map(field -> new Change(field, old.get(field), now.get(field)))
                .forEach(changes::add);
        Map<Present, Long> had = values(before);
        Map<Present, Long> has = values(after);
        had.forEach((value, count) -> times(count - has.getOrDefault(value, 0L))
                .forEach(gone -> changes.add(new Change(value.kind(), value.value(), null))));
        has.forEach((value, count) -> times(count - had.getOrDefault(value, 0L))
                .forEach(come -> changes.add(new Change(value.kind(), null, value.value()))));
        return changes;
    }

    private record Present(String kind, String value) implements Comparable<Present> {

        @Override
        public int compareTo(Present other) {
            return (kind + '\n' + value).compareTo(other.kind + '\n' + other.value);
        }
    }

    private static Map<String, String> fields(ContactProvenance provenance) {
        return provenance.fields().stream()
                .filter(field -> field.value() != null)
                .collect(Collectors.toMap(Field::field, Field::value));
    }

    private static Map<Present, Long> values(ContactProvenance provenance) {
        return provenance.values().stream()
                .filter(value -> value.value() != null)
                .map((Value value) -> new Present(value.kind(), value.value()))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static Stream<Long> times(long count) {
        return Stream.iterate(0L, i -> i < count, i -> i + 1);
    }
}
