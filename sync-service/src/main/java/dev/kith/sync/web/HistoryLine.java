package dev.kith.sync.web;

import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ContactProvenance.Change;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A change of a field: from what, to what, by whom, when. */
public record HistoryLine(String field, String from, String to, String by, Moment at) {

    private static final int SHOWN = 40;

    static List<HistoryLine> of(ContactProvenance provenance, Instant now) {
        return provenance.fields().stream()
                .flatMap(field -> field.history().stream().map(change -> Map.entry(field.field(), change)))
                .sorted(Comparator.comparing((Map.Entry<String, Change> entry) ->
                                entry.getValue().at())
                        .reversed())
                .limit(SHOWN)
                .map(entry -> line(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static HistoryLine line(String field, Change change, Instant now) {
        return new HistoryLine(
                Words.field(field),
                text(field, change.from()),
                text(field, change.to()),
                Words.actor(change.by()),
                Moment.of(change.at(), now));
    }

    private static String text(String field, Object value) {
        if (value == null) {
            return "nothing";
        }
        return field.equals(DetailLines.FIELD) ? DetailLines.text(value.toString()) : value.toString();
    }
}
