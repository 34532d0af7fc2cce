package dev.kith.sync.review;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.review.ContactProvenance.Field;
import dev.kith.sync.review.ContactProvenance.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        List<Value> gone = without(values(before), values(after));
        List<Value> come = without(values(after), values(before));
        gone.forEach(value -> changes.add(goneOrRelabelled(value, come)));
        come.forEach(value -> changes.add(new Change(value.kind(), null, value.value())));
        return changes;
    }

    /** @param come values that came, of which one is taken that is the same under another label */
    private static Change goneOrRelabelled(Value gone, List<Value> come) {
        Optional<Value> same = come.stream()
                .filter(value ->
                        value.kind().equals(gone.kind()) && value.value().equals(gone.value()))
                .findFirst();
        same.ifPresent(come::remove);
        return same.map(value -> new Change(gone.kind(), labelled(gone), labelled(value)))
                .orElseGet(() -> new Change(gone.kind(), gone.value(), null));
    }

    private static String labelled(Value value) {
        return CrmItem.labelled(value.value(), value.label());
    }

    private static Map<String, String> fields(ContactProvenance provenance) {
        return provenance.fields().stream()
                .filter(field -> field.value() != null)
                .collect(Collectors.toMap(Field::field, Field::value));
    }

    /** Values as people see them, wherever they came from, in order. */
    private static List<Value> values(ContactProvenance provenance) {
        return provenance.values().stream()
                .filter(value -> value.value() != null)
                .map(value ->
                        new Value(value.kind(), value.value(), value.label(), List.of(), null, null, null, List.of()))
                .sorted(Comparator.comparing(Value::kind)
                        .thenComparing(Value::value)
                        .thenComparing(Value::label, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static List<Value> without(List<Value> all, List<Value> others) {
        List<Value> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }
}
