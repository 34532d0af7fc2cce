package dev.kith.sync.crm;

import dev.kith.model.PhoneNormalizer;
import dev.kith.sync.backfill.field.DisplayName;
import dev.kith.sync.crm.ContactValue.Email;
import dev.kith.sync.crm.ContactValue.Phone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an edit makes of a contact: the fields it sets, and the lists it replaces, {@code null} where it leaves them.
 *
 * @param unnamed whether the name it sets is made of values that name nobody, such as a company
 */
record ContactDraft(
        Map<ContactField, String> fields, List<Email> emails, List<Phone> phones, ContactEdit edit, boolean unnamed) {

    static ContactDraft of(ContactEdit edit, ContactBody current, String region) {
        ContactBody sent = edit.values();
        Map<ContactField, String> fields = new EnumMap<>(ContactField.class);
        for (ContactField field : ContactField.values()) {
            if (edit.has(field.wire()) && !Objects.equals(field.of(sent), current == null ? null : field.of(current))) {
                fields.put(field, field.of(sent));
            }
        }
        List<Email> emails = emails(edit, current);
        List<Phone> phones = phones(edit, current, region);
        boolean made = name(fields, edit, current, emails, phones);
        return new ContactDraft(
                fields,
                emails,
                phones,
                edit,
                made && givenNames(fields, current).isEmpty());
    }

    /** A name that nobody gave follows the values it was made from; tells whether it changes. */
    private static boolean name(
            Map<ContactField, String> fields,
            ContactEdit edit,
            ContactBody current,
            List<Email> emails,
            List<Phone> phones) {
        if (edit.has(ContactField.NAME.wire()) && ContactField.NAME.of(edit.values()) != null) {
            return false;
        }
        fields.remove(ContactField.NAME);
        boolean given =
                current != null && !current.name().equals(made(Map.of(), current, current.emails(), current.phones()));
        if (given && !edit.has(ContactField.NAME.wire())) {
            return false;
        }
        String name = made(fields, current, emails, phones);
        boolean changes = current == null || !name.equals(current.name());
        if (changes) {
            fields.put(ContactField.NAME, name);
        }
        return changes;
    }

    private static String givenNames(Map<ContactField, String> fields, ContactBody current) {
        return Stream.of(ContactField.FIRST_NAME, ContactField.MIDDLE_NAME, ContactField.LAST_NAME)
                .map(field -> value(field, fields, current))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String made(
            Map<ContactField, String> fields, ContactBody current, List<Email> emails, List<Phone> phones) {
        List<Email> allEmails = emails == null && current != null ? current.emails() : emails;
        List<Phone> allPhones = phones == null && current != null ? current.phones() : phones;
        return Stream.of(
                        givenNames(fields, current),
                        value(ContactField.NICKNAME, fields, current),
                        value(ContactField.ORGANIZATION, fields, current),
                        ContactRules.emptyIfNull(allEmails).stream()
                                .findFirst()
                                .map(Email::value)
                                .orElse(null),
                        ContactRules.emptyIfNull(allPhones).stream()
                                .findFirst()
                                .map(Phone::value)
                                .orElse(null))
                .filter(ContactRules::present)
                .findFirst()
                .orElse(DisplayName.NOTHING_KNOWN);
    }

    private static String value(ContactField field, Map<ContactField, String> fields, ContactBody current) {
        return fields.containsKey(field) || current == null ? fields.get(field) : field.of(current);
    }

    private static List<Email> emails(ContactEdit edit, ContactBody current) {
        if (!edit.has("email") && !edit.has("emails")) {
            return current == null ? List.of() : null;
        }
        List<Email> base = edit.has("emails") || current == null
                ? ContactRules.emptyIfNull(edit.values().emails())
                : current.emails();
        var primary = new PrimaryValue<>(
                Email::value,
                Email::primary,
                (email, first) -> new Email(email.value().strip(), email.label(), first),
                value -> new Email(value, null, true));
        return edit.has("email")
                ? primary.replace(base, edit.values().email(), edit.has("emails"))
                : primary.onlyOne(base);
    }

    private static List<Phone> phones(ContactEdit edit, ContactBody current, String region) {
        if (!edit.has("phone") && !edit.has("phones")) {
            return current == null ? List.of() : null;
        }
        List<Phone> base = edit.has("phones") || current == null
                ? ContactRules.emptyIfNull(edit.values().phones())
                : current.phones();
        var normal = new ArrayList<Phone>();
        base.forEach(phone -> normal.add(phone(phone.value(), phone.label(), phone.primary(), region)));
        var primary = new PrimaryValue<>(
                Phone::value,
                Phone::primary,
                (phone, first) -> new Phone(phone.value(), phone.e164(), phone.label(), first),
                value -> phone(value, null, true, region));
        return edit.has("phone")
                ? primary.replace(normal, phoneValue(edit.values().phone(), region), edit.has("phones"))
                : primary.onlyOne(normal);
    }

    private static String phoneValue(String typed, String region) {
        return ContactRules.present(typed) ? phone(typed, null, true, region).value() : null;
    }

    private static Phone phone(String typed, String label, boolean primary, String region) {
        String e164 = PhoneNormalizer.e164(typed, region);
        return new Phone(e164 == null ? typed.strip() : e164, e164, label, primary);
    }

    /** The list as it was sent, empty where that was {@code null}; {@code null} where nothing was. */
    <T> List<T> replaced(String name, Function<ContactBody, List<T>> list) {
        return edit.has(name) ? ContactRules.emptyIfNull(list.apply(edit.values())) : null;
    }
}
