package dev.kith.sync.web;

import dev.kith.model.CustomField;
import dev.kith.model.Relation;
import dev.kith.sync.backfill.field.ContactDetails;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a source tells that has no field of its own, as people read it. */
final class DetailLines {

    static final String FIELD = "details";

    /** A name and what stands behind it. */
    record Line(String name, String value) {}

    private DetailLines() {}

    /** @param details as they are kept; shown as they are where they are not ours */
    static List<Line> of(String details) {
        return ContactDetails.read(details)
                .map(DetailLines::lines)
                .filter(lines -> !lines.isEmpty())
                .orElseGet(() -> List.of(new Line(Words.field(FIELD), details)));
    }

    /** The same in one line. */
    static String text(String details) {
        return of(details).stream()
                .map(line -> line.name() + ": " + line.value())
                .collect(Collectors.joining(", "));
    }

    private static List<Line> lines(ContactDetails details) {
        return Stream.of(
                        Stream.ofNullable(details.namePrefix()).map(prefix -> new Line("Before the name", prefix)),
                        Stream.ofNullable(details.nameSuffix()).map(suffix -> new Line("After the name", suffix)),
                        all(details.relations()).map(DetailLines::line),
                        all(details.customFields()).map(DetailLines::line))
                .flatMap(lines -> lines)
                .toList();
    }

    private static <T> Stream<T> all(List<T> list) {
        return Stream.ofNullable(list).flatMap(List::stream);
    }

    private static Line line(Relation relation) {
        return new Line(relation.label() == null ? "Related to" : Words.capital(relation.label()), relation.person());
    }

    private static Line line(CustomField field) {
        return new Line(field.key() == null ? "Other" : field.key(), field.value() == null ? "yes" : field.value());
    }
}
