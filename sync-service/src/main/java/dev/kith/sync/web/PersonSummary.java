package dev.kith.sync.web;

import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactValue;
import dev.kith.sync.crm.ContactView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person in a few lines.
 *
 * @param photo {@code null} where there is none that a page may show
 * @param about title and organization; {@code null} for neither
 * @param lines addresses and numbers
 */
public record PersonSummary(
        String id,
        String name,
        String initials,
        String photo,
        String about,
        String email,
        String phone,
        List<String> lines,
        List<String> labels,
        List<String> sources,
        Moment lastContacted) {

    private static final int LINES = 6;

    static PersonSummary of(ContactView contact, Instant now) {
        ContactBody values = contact.values();
        return new PersonSummary(
                contact.id().toString(),
                values.name(),
                initials(values.name()),
                photo(values.photoUrl()),
                about(values),
                values.email(),
                values.phone(),
                lines(values),
                values.labels().stream().map(ContactValue.Label::name).toList(),
                sources(contact),
                Moment.of(contact.lastContactedAt(), now));
    }

    static String initials(String name) {
        String[] words = name == null ? new String[0] : name.strip().split("\\s+");
        return Stream.of(words)
                .filter(word -> !word.isEmpty() && Character.isLetter(word.codePointAt(0)))
                .map(word -> new String(Character.toChars(word.codePointAt(0))))
                .collect(Collectors.collectingAndThen(Collectors.toList(), letters -> switch (letters.size()) {
                    case 0 -> "?";
                    case 1 -> letters.get(0);
                    default -> letters.get(0) + letters.get(letters.size() - 1);
                }))
                .toUpperCase(Locale.ROOT);
    }

    private static String photo(String url) {
        return url != null && (url.startsWith("/api/contacts/") || url.startsWith("https://")) ? url : null;
    }

    private static String about(ContactBody values) {
        String about = Stream.of(values.title(), values.organization())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return about.isEmpty() ? null : about;
    }

    private static List<String> lines(ContactBody values) {
        return Stream.of(
                        values.emails().stream().map(ContactValue.Email::value),
                        values.phones().stream().map(ContactValue.Phone::value),
                        values.addresses().stream().map(PersonSummary::place),
                        Stream.ofNullable(values.nickname()).map(name -> "“" + name + "”"))
                .flatMap(lines -> lines)
                .filter(line -> !line.isEmpty())
                .limit(LINES)
                .toList();
    }

    private static String place(ContactValue.Address address) {
        return Stream.of(address.city(), address.country())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static List<String> sources(ContactView contact) {
        return contact.sources().stream()
                .filter(source -> source.deletedAt() == null)
                .map(source -> Words.source(source.provider(), source.accountId()))
                .distinct()
                .toList();
    }
}
