package dev.kith.sync.web;

import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactValue;
import dev.kith.sync.crm.ContactView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's values as a form shows and sends them.
 *
 * @param updatedAt the state that the form was filled from
 * @param labels separated by commas
 */
public record EditForm(
        String updatedAt,
        String name,
        String firstName,
        String middleName,
        String lastName,
        String nickname,
        String organization,
        String department,
        String title,
        String notes,
        List<Row> emails,
        List<Row> phones,
        String labels) {

    private static final int SPARE_ROWS = 1;

    /** A value with its label; the first one is the primary one. */
    public record Row(String value, String label) {

        boolean filled() {
            return value != null && !value.isBlank();
        }
    }

    static EditForm of(ContactView contact) {
        ContactBody values = contact.values();
        return new EditForm(
                contact.updatedAt().toString(),
                values.name(),
                values.firstName(),
                values.middleName(),
                values.lastName(),
                values.nickname(),
                values.organization(),
                values.department(),
                values.title(),
                values.notes(),
                spared(values.emails().stream().map(one -> new Row(one.value(), one.label()))),
                spared(values.phones().stream().map(one -> new Row(one.value(), one.label()))),
                values.labels().stream().map(ContactValue.Label::name).collect(Collectors.joining(", ")));
    }

    private static List<Row> spared(Stream<Row> rows) {
        List<Row> all = new ArrayList<>(rows.toList());
        for (int i = 0; i < SPARE_ROWS; i++) {
            all.add(new Row("", ""));
        }
        return all;
    }

    static List<Row> rows(List<String> values, List<String> labels) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; values != null && i < values.size(); i++) {
            rows.add(new Row(values.get(i), labels != null && i < labels.size() ? labels.get(i) : ""));
        }
        return rows;
    }

    /** Only what differs from what the person had is an edit. */
    ContactEdit edit(ContactView contact) {
        EditForm before = of(contact);
        Set<String> present = new HashSet<>();
        note(present, "name", name, before.name);
        note(present, "firstName", firstName, before.firstName);
        note(present, "middleName", middleName, before.middleName);
        note(present, "lastName", lastName, before.lastName);
        note(present, "nickname", nickname, before.nickname);
        note(present, "organization", organization, before.organization);
        note(present, "department", department, before.department);
        note(present, "title", title, before.title);
        note(present, "notes", notes, before.notes);
        note(present, "emails", filled(emails), filled(before.emails));
        note(present, "phones", filled(phones), filled(before.phones));
        note(present, "labels", names(labels), names(before.labels));
        return new ContactEdit(body(), present, Instant.parse(updatedAt), null);
    }

    private static void note(Set<String> present, String field, Object now, Object before) {
        if (!Objects.equals(plain(now), plain(before))) {
            present.add(field);
        }
    }

    private static Object plain(Object value) {
        return value instanceof String text ? text.replace("\r\n", "\n").strip() : value == null ? "" : value;
    }

    private static List<Row> filled(List<Row> rows) {
        return rows.stream()
                .filter(Row::filled)
                .map(row -> new Row(row.value().strip(), blankToNull(row.label())))
                .toList();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static List<String> names(String labels) {
        return Stream.of(labels == null ? new String[0] : labels.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private ContactBody body() {
        return new ContactBody(
                firstName,
                middleName,
                lastName,
                nickname,
                name,
                organization,
                department,
                title,
                null,
                null,
                null,
                notes == null ? null : notes.replace("\r\n", "\n"),
                numbered(filled(emails)).stream()
                        .map(row -> new ContactValue.Email(row.value(), row.label(), row.first()))
                        .toList(),
                numbered(filled(phones)).stream()
                        .map(row -> new ContactValue.Phone(row.value(), null, row.label(), row.first()))
                        .toList(),
                null,
                null,
                null,
                names(labels).stream().map(ContactValue.Label::new).toList());
    }

    private record Numbered(String value, String label, boolean first) {}

    private static List<Numbered> numbered(List<Row> rows) {
        List<Numbered> numbered = new ArrayList<>();
        rows.forEach(row -> numbered.add(new Numbered(row.value(), row.label(), numbered.isEmpty())));
        return numbered;
    }

    @Override
    public String toString() {
        return "EditForm[redacted]";
    }
}
