package dev.kith.sync.backfill.field;

import dev.kith.model.CanonicalContact;
import dev.kith.model.DateEvent;
import dev.kith.model.Organization;
import dev.kith.model.Photo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a canonical contact into the CRM's terms. */
public final class ContactMapper {

    private ContactMapper() {}

    public static MappedContact map(CanonicalContact contact) {
        return new MappedContact(
                scalars(contact),
                infos(contact),
                AddressMapper.map(contact.addresses()),
                dates(contact),
                contact.groupMemberships());
    }

    private static Map<ScalarField, String> scalars(CanonicalContact contact) {
        Organization organization = organization(contact);
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        put(scalars, ScalarField.NAME, givenName(contact));
        put(scalars, ScalarField.FIRST_NAME, contact.firstName());
        put(scalars, ScalarField.MIDDLE_NAME, contact.middleName());
        put(scalars, ScalarField.LAST_NAME, contact.lastName());
        put(scalars, ScalarField.NICKNAME, contact.nickname());
        if (organization != null) {
            put(scalars, ScalarField.COMPANY, organization.name());
            put(scalars, ScalarField.DEPARTMENT, organization.department());
            put(scalars, ScalarField.JOB_TITLE, organization.title());
        }
        put(scalars, ScalarField.AVATAR_URL, avatar(contact));
        put(scalars, ScalarField.NOTES, contact.notes());
        put(scalars, ScalarField.DETAILS, ContactDetails.of(contact));
        return scalars;
    }

    private static void put(Map<ScalarField, String> scalars, ScalarField field, String value) {
        if (value != null && !value.isBlank()) {
            scalars.put(field, value);
        }
    }

    /** The name somebody gave the contact; {@code null} when all that stands for one is an organisation or an address. */
    private static String givenName(CanonicalContact contact) {
        String parts = Stream.of(contact.firstName(), contact.middleName(), contact.lastName())
                .filter(ContactMapper::present)
                .collect(Collectors.joining(" "));
        String display = contact.displayName();
        if (!present(display) || parts.isEmpty() && madeUp(display, organization(contact))) {
            return parts.isEmpty() ? null : parts;
        }
        return display;
    }

    private static boolean madeUp(String display, Organization organization) {
        return organization != null && display.strip().equals(organization.name())
                || display.indexOf('@') >= 0
                || display.codePoints().noneMatch(Character::isLetter);
    }

    /** The first current organisation, else the first with a name, else the first. */
    private static Organization organization(CanonicalContact contact) {
        List<Organization> organizations = contact.organizations();
        return organizations.stream()
                .filter(Organization::current)
                .findFirst()
                .or(() -> organizations.stream()
                        .filter(organization -> present(organization.name()))
                        .findFirst())
                .or(() -> organizations.stream().findFirst())
                .orElse(null);
    }

    private static String avatar(CanonicalContact contact) {
        List<Photo> photos =
                contact.photos().stream().filter(photo -> !photo.generated()).toList();
        return photos.stream()
                .filter(Photo::primary)
                .findFirst()
                .or(() -> photos.stream().findFirst())
                .map(PhotoAddress::of)
                .orElse(null);
    }

    private static List<InfoItem> infos(CanonicalContact contact) {
        List<InfoItem> infos = new ArrayList<>();
        contact.emails()
                .forEach(email ->
                        infos.add(new InfoItem(InfoItem.EMAIL, email.value().strip(), email.label(), email.primary())));
        contact.phones()
                .forEach(phone -> infos.add(new InfoItem(
                        InfoItem.PHONE,
                        Objects.requireNonNullElse(phone.e164(), phone.value().strip()),
                        phone.label(),
                        phone.primary())));
        contact.urls()
                .forEach(url ->
                        infos.add(new InfoItem(InfoItem.WEBSITE, url.value().strip(), url.label(), false)));
        contact.usernames()
                .forEach(username ->
                        infos.add(new InfoItem(InfoItem.OTHER, username.value().strip(), username.service(), false)));
        infos.removeIf(info -> info.value().isEmpty());
        Map<String, InfoItem> distinct = new LinkedHashMap<>();
        infos.forEach(info -> distinct.merge(info.key(), info, ContactMapper::once));
        return List.copyOf(distinct.values());
    }

    /** The first of two, which also names the service of the other if it is the same username there. */
    private static InfoItem once(InfoItem first, InfoItem again) {
        boolean elsewhere = first.type().equals(InfoItem.OTHER)
                && present(again.label())
                && !List.of(Objects.requireNonNullElse(first.label(), "").split(", "))
                        .contains(again.label());
        return elsewhere
                ? new InfoItem(
                        first.type(),
                        first.value(),
                        present(first.label()) ? first.label() + ", " + again.label() : again.label(),
                        first.primary())
                : first;
    }

    private static List<DateItem> dates(CanonicalContact contact) {
        return distinct(Stream.of(
                        dated(contact.birthdays(), "birthday"),
                        dated(contact.anniversaries(), "anniversary"),
                        contact.events().stream()
                                .map(event -> date(event, present(event.label()) ? event.label() : "other")))
                .flatMap(dates -> dates)
                .toList());
    }

    private static Stream<DateItem> dated(List<DateEvent> events, String label) {
        return events.stream().map(event -> date(event, label));
    }

    private static DateItem date(DateEvent event, String label) {
        return new DateItem(label.strip(), event.year(), event.month(), event.day());
    }

    /** The first of the items that are the same item. */
    static <T extends CrmItem> List<T> distinct(List<T> items) {
        return List.copyOf(items.stream()
                .collect(Collectors.toMap(CrmItem::key, item -> item, (first, second) -> first, LinkedHashMap::new))
                .values());
    }

    static boolean present(String text) {
        return text != null && !text.isBlank();
    }
}
