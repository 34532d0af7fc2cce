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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's values as a form shows and sends them.
 *
 * @param updatedAt the state that the form was filled from
 * @param labels separated by commas
 * @param photo whether there is one
 * @param removePhoto whether it shall go
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
        List<ValueRow> emails,
        List<ValueRow> phones,
        List<AddressRow> addresses,
        List<DateRow> dates,
        List<ValueRow> urls,
        String labels,
        boolean photo,
        boolean removePhoto) {

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
                spared(values.emails(), one -> new ValueRow(one.value(), one.label()), ValueRow.EMPTY),
                spared(values.phones(), one -> new ValueRow(one.value(), one.label()), ValueRow.EMPTY),
                spared(values.addresses(), AddressRow::of, AddressRow.EMPTY),
                spared(values.dates(), DateRow::of, DateRow.EMPTY),
                spared(values.urls(), one -> new ValueRow(one.value(), one.label()), ValueRow.EMPTY),
                values.labels().stream().map(ContactValue.Label::name).collect(Collectors.joining(", ")),
                values.photoUrl() != null,
                false);
    }

    /** A row for each value, and one to write another into. */
    private static <T, R> List<R> spared(List<T> values, Function<T, R> row, R spare) {
        return Stream.concat(values.stream().map(row), Stream.of(spare)).toList();
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
        note(present, "addresses", kept(addresses, AddressRow::filled), kept(before.addresses, AddressRow::filled));
        note(present, "dates", kept(dates, DateRow::filled), kept(before.dates, DateRow::filled));
        note(present, "urls", filled(urls), filled(before.urls));
        note(present, "labels", names(labels), names(before.labels));
        if (removePhoto) {
            present.add("photoUrl");
        }
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

    private static List<ValueRow> filled(List<ValueRow> rows) {
        return rows.stream().filter(ValueRow::filled).map(ValueRow::stripped).toList();
    }

    private static <R> List<R> kept(List<R> rows, Predicate<R> filled) {
        return rows.stream().filter(filled).toList();
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
                ranked(emails, (row, first) -> new ContactValue.Email(row.value(), row.label(), first)),
                ranked(phones, (row, first) -> new ContactValue.Phone(row.value(), null, row.label(), first)),
                kept(addresses, AddressRow::filled).stream()
                        .map(AddressRow::value)
                        .toList(),
                kept(dates, DateRow::filled).stream().map(DateRow::value).toList(),
                filled(urls).stream()
                        .map(row -> new ContactValue.Url(row.value(), row.label()))
                        .toList(),
                names(labels).stream().map(ContactValue.Label::new).toList());
    }

    private interface Ranked<T> {

        T of(ValueRow row, boolean first);
    }

    /** The first one is the primary one. */
    private static <T> List<T> ranked(List<ValueRow> rows, Ranked<T> value) {
        List<T> ranked = new ArrayList<>();
        filled(rows).forEach(row -> ranked.add(value.of(row, ranked.isEmpty())));
        return ranked;
    }

    @Override
    public String toString() {
        return "EditForm[redacted]";
    }
}
