package dev.kith.sync.crm;

import dev.kith.model.EmailNormalizer;
import dev.kith.sync.crm.ContactValue.Address;
import dev.kith.sync.crm.ContactValue.Anniversary;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What a contact must be to be kept. */
final class ContactRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LEAP_YEAR = 2000;

    /** Those that four digits can say, as every format of address books wants them. */
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    private ContactRules() {}

    static void checkNew(ContactBody body) {
        var problems = check(body);
        boolean anything = Stream.of(
                                body.name(),
                                body.firstName(),
                                body.lastName(),
                                body.nickname(),
                                body.organization(),
                                body.email(),
                                body.phone())
                        .anyMatch(ContactRules::present)
                || !emptyIfNull(body.emails()).isEmpty()
                || !emptyIfNull(body.phones()).isEmpty();
        if (!anything) {
            problems.add("name", "is missing: one of name, organization, email and phone suffices");
        }
        problems.throwIfAny();
    }

    static void checkEdit(ContactBody body) {
        check(body).throwIfAny();
    }

    private static Problems check(ContactBody body) {
        var problems = new Problems();
        for (ContactField field : ContactField.values()) {
            problems.text(field.wire(), field.of(body));
        }
        if (present(body.email())) {
            email(problems, "email", body.email());
        }
        problems.text("phone", body.phone());
        if (present(body.photoUrl())
                && !body.photoUrl().strip().matches("(?i)https?://\\S+")
                && !Photos.ownAddress(body.photoUrl().strip())) {
            problems.add("photoUrl", "is no http or https address");
        }
        each(problems, "emails", body.emails(), (path, email) -> email(problems, path + ".value", email.value()));
        each(problems, "phones", body.phones(), (path, phone) -> problems.required(path + ".value", phone.value()));
        each(problems, "urls", body.urls(), (path, url) -> problems.required(path + ".value", url.value()));
        each(problems, "labels", body.labels(), (path, label) -> problems.required(path + ".name", label.name()));
        each(problems, "addresses", body.addresses(), (path, address) -> address(problems, path, address));
        each(problems, "dates", body.dates(), (path, date) -> date(problems, path, date));
        return problems;
    }

    private static <T> void each(Problems problems, String name, List<T> values, BiConsumer<String, T> check) {
        List<T> all = emptyIfNull(values);
        if (all.size() > Problems.MOST_VALUES) {
            problems.add(name, "holds more than " + Problems.MOST_VALUES + " values");
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == null) {
                problems.add(name + "." + i, "is missing");
            } else {
                check.accept(name + "." + i, all.get(i));
            }
        }
    }

    private static void email(Problems problems, String path, String value) {
        problems.required(path, value);
        if (present(value) && EmailNormalizer.normalize(value) == null) {
            problems.add(path, "is no e-mail address");
        }
    }

    private static void address(Problems problems, String path, Address address) {
        Stream.of(address.street(), address.street2(), address.city(), address.region(), address.postalCode())
                .filter(Objects::nonNull)
                .forEach(part -> problems.text(path, part));
        if (Stream.of(
                        address.street(),
                        address.street2(),
                        address.city(),
                        address.region(),
                        address.postalCode(),
                        address.country())
                .noneMatch(ContactRules::present)) {
            problems.add(path, "is empty");
        }
        if (present(address.country())
                && !COUNTRIES.contains(address.country().strip().toUpperCase(Locale.ROOT))) {
            problems.add(path + ".country", "is no country's code of two letters (ISO 3166-1)");
        }
    }

    private static void date(Problems problems, String path, Anniversary date) {
        problems.required(path + ".label", date.label());
        try {
            LocalDate.of(
                    date.year() == null ? LEAP_YEAR : YEARS.checkValidIntValue(date.year(), ChronoField.YEAR),
                    date.month(),
                    date.day());
        } catch (DateTimeException e) {
            problems.add(path, "is no day of the calendar");
        }
    }

    static boolean present(String text) {
        return text != null && !text.isBlank();
    }

    static <T> List<T> emptyIfNull(List<T> values) {
        return values == null ? List.of() : values;
    }
}
