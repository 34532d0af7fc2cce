package dev.kith.sync.review;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.review.ContactProvenance.Change;
import dev.kith.sync.review.ContactProvenance.Link;
import dev.kith.sync.review.ContactProvenance.Source;
import dev.kith.sync.review.ContactProvenance.Value;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of each of a contact's many values what became of it, out of what is kept of its kind. */
final class ValueHistory {

    /** A person edits a whole list, which is kept as it was and as it became. */
    private static final Map<String, String> LISTS =
            Map.of("email", "emails", "phone", "phones", "website", "urls", "label", "labels");

    private final Map<String, List<Change>> history;
    private final Map<Source, Instant> firstSeen;

    /** @param history by column, kind or list, the latest first */
    ValueHistory(Map<String, List<Change>> history, List<Link> links) {
        this.history = history;
        this.firstSeen = links.stream().collect(Collectors.toMap(Link::source, Link::firstSeenAt));
    }

    Value of(Value value) {
        String text = value.value() == null ? value.base() : value.value();
        List<Change> changes = Stream.concat(ofSources(value.kind(), text), ofPeople(value.kind(), text))
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .toList();
        Instant observedAt = changes.stream()
                .findFirst()
                .map(Change::at)
                .or(() -> value.sources().stream().findFirst().map(firstSeen::get))
                .orElse(null);
        return value.told(observedAt, changes);
    }

    private Stream<Change> ofSources(String kind, String text) {
        return history.getOrDefault(kind, List.of()).stream()
                .filter(change -> isOf(change.from(), text) || isOf(change.to(), text));
    }

    private static boolean isOf(Object told, String text) {
        return told != null && (told.equals(text) || told.toString().startsWith(text + " ("));
    }

    private Stream<Change> ofPeople(String kind, String text) {
        return Optional.ofNullable(LISTS.get(kind)).map(history::get).stream()
                .flatMap(List::stream)
                .map(change -> new Change(
                        within(change.from(), text),
                        within(change.to(), text),
                        change.by(),
                        change.rule(),
                        change.at()))
                .filter(change -> !Objects.equals(change.from(), change.to()));
    }

    /** What a list says of a value. */
    private static String within(Object list, String text) {
        return list instanceof Collection<?> values
                ? values.stream()
                        .filter(value -> text.equals(value instanceof Map<?, ?> parts ? parts.get("value") : value))
                        .findFirst()
                        .map(value -> CrmItem.labelled(text, label(value)))
                        .orElse(null)
                : null;
    }

    private static String label(Object value) {
        return value instanceof Map<?, ?> parts && parts.get("label") != null
                ? parts.get("label").toString()
                : null;
    }
}
