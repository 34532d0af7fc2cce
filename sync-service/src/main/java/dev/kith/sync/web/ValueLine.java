package dev.kith.sync.web;

import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ContactProvenance.Field;
import dev.kith.sync.review.ContactProvenance.Source;
import dev.kith.sync.review.ContactProvenance.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value of a person, and why it is there.
 *
 * @param origin who put it there, in a word or two
 * @param link where it leads; {@code null} for what leads nowhere
 * @param edited whether a person changed what a source said
 * @param why the whole story, sentence by sentence
 */
public record ValueLine(
        String name, String value, String label, String link, String origin, boolean edited, List<String> why) {

    /** Anything else, such as a script, is shown as a text and leads nowhere. */
    private static final Pattern WEB = Pattern.compile("(?i)https?://\\S+");

    private static final String LOCAL_EDIT = "local_edit";

    private static final Set<String> HANDS = Set.of("local", LOCAL_EDIT);

    static List<ValueLine> of(ContactProvenance provenance, Instant now) {
        return Stream.concat(
                        provenance.fields().stream().filter(ValueLine::isShown).flatMap(field -> lines(field, now)),
                        provenance.values().stream().map(ValueLine::of))
                .toList();
    }

    /** What is empty because its source says nothing any more tells nobody anything. */
    private static boolean isShown(Field field) {
        return !field.field().equals("avatar_url")
                && (field.value() != null || field.rule().equals(LOCAL_EDIT));
    }

    /** One line, but for what a source tells that has no field of its own. */
    private static Stream<ValueLine> lines(Field field, Instant now) {
        ValueLine whole = of(field, now);
        return field.field().equals(DetailLines.FIELD) && field.value() != null
                ? DetailLines.of(field.value()).stream()
                        .map(detail -> new ValueLine(
                                detail.name(),
                                detail.value(),
                                null,
                                null,
                                whole.origin(),
                                whole.edited(),
                                whole.why().subList(0, 1)))
                : Stream.of(whole);
    }

    private static ValueLine of(Field field, Instant now) {
        List<String> why = new ArrayList<>();
        why.add(field.why());
        if (field.base() != null && !field.base().equals(field.value())) {
            why.add("The source last wrote “" + field.base() + "”.");
        }
        field.observed().forEach(other -> why.add(source(other.source()) + " says “" + other.value() + "”."));
        if (field.observedAt() != null) {
            why.add("Last heard of " + Moment.of(field.observedAt(), now).words() + ".");
        }
        return new ValueLine(
                Words.field(field.field()),
                field.value() == null ? "removed" : field.value(),
                null,
                null,
                origin(field.rule(), field.source() == null ? List.of() : List.of(field.source())),
                field.rule().equals(LOCAL_EDIT),
                why);
    }

    private static ValueLine of(Value value) {
        boolean removed = value.value() == null;
        List<String> why = new ArrayList<>();
        if (value.sources().isEmpty()) {
            why.add("No source put this here: it is a person’s, and no source removes it.");
        } else {
            why.add((removed ? "Somebody removed it here. Still held by " : "Held by ")
                    + value.sources().stream().map(ValueLine::source).collect(Collectors.joining(", ")) + ".");
        }
        if (value.base() != null && !value.base().equals(value.value())) {
            why.add("The source wrote “" + value.base() + "”.");
        }
        return new ValueLine(
                Words.field(value.kind()),
                text(value.kind(), removed ? value.base() : value.value()),
                removed ? "removed here" : value.label(),
                removed ? null : link(value),
                origin(value.rule(), value.sources()),
                removed || LOCAL_EDIT.equals(value.rule()),
                why);
    }

    private static String text(String kind, String value) {
        return kind.equals("date") ? DayText.of(value) : value;
    }

    private static String link(Value value) {
        return value.kind().equals("website") && WEB.matcher(value.value()).matches() ? value.value() : null;
    }

    private static String origin(String rule, List<Source> sources) {
        if (rule != null && HANDS.contains(rule)) {
            return rule.equals("local") ? "By hand" : "Edited here";
        }
        return sources.isEmpty()
                ? "By hand"
                : source(sources.get(0)) + (sources.size() > 1 ? " +" + (sources.size() - 1) : "");
    }

    private static String source(Source source) {
        return Words.source(source.provider(), source.accountId());
    }
}
