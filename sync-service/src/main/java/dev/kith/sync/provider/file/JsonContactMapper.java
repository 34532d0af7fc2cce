package dev.kith.sync.provider.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Countries;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.provider.vcard.CardDates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Maps contacts in the shape the HTTP interface takes and answers with, and in the canonical shape of the log; both may be
 * mixed. What neither knows goes to the custom fields.
 */
final class JsonContactMapper {

    /** They say nothing of the person. */
    private static final Set<String> OF_THE_RECORD = Set.of(
            "externalId",
            "uid",
            "id",
            "etag",
            "aliases",
            "raw",
            "deleted",
            "sources",
            "lastContactedAt",
            "createdAt",
            "updatedAt",
            "archivedAt");

    private final String region;

    JsonContactMapper(String region) {
        this.region = region;
    }

    /** Everything an object says of somebody, without an external id. */
    CanonicalContact map(ObjectNode object, EntryErrors errors) {
        JsonFields contact = new JsonFields(object, "", errors);
        contact.ignore(OF_THE_RECORD);
        List<CustomField> custom = new ArrayList<>(contact.list(
                "customFields",
                item -> new CustomField(Objects.requireNonNullElse(item.text("key"), "custom"), item.required("value")),
                text -> new CustomField("custom", text)));
        CanonicalContactBuilder mapped = CanonicalContact.builder("record");
        names(mapped, contact);
        values(mapped, contact);
        days(mapped, contact, custom);
        List<Photo> photos = new ArrayList<>(ImportedPhotos.of("photoUrl", contact.text("photoUrl"), errors));
        photos.addAll(photos(contact, errors));
        mapped.photos(photos)
                .groupMemberships(Stream.of(
                                contact.list("labels", item -> item.required("name"), text -> text),
                                contact.list("groupMemberships", item -> item.required("name"), text -> text))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
        custom.addAll(contact.rest());
        return mapped.customFields(custom).build();
    }

    private static void names(CanonicalContactBuilder mapped, JsonFields contact) {
        String displayName = contact.text("displayName");
        String name = contact.text("name");
        mapped.displayName(displayName == null ? name : displayName)
                .namePrefix(contact.text("namePrefix"))
                .firstName(contact.text("firstName"))
                .middleName(contact.text("middleName"))
                .lastName(contact.text("lastName"))
                .nameSuffix(contact.text("nameSuffix"))
                .nickname(contact.text("nickname"))
                .notes(contact.text("notes"))
                .organizations(organizations(contact));
    }

    private void values(CanonicalContactBuilder mapped, JsonFields contact) {
        mapped.emails(emails(contact))
                .phones(phones(contact))
                .addresses(contact.list("addresses", JsonContactMapper::address, null))
                .urls(urls(contact))
                .usernames(contact.list(
                        "usernames",
                        item -> new Username(item.required("value"), item.text("service")),
                        text -> new Username(text, null)))
                .relations(contact.list(
                        "relations",
                        item -> new Relation(item.required("person"), item.text("label")),
                        text -> new Relation(text, null)));
    }

    private static List<Organization> organizations(JsonFields contact) {
        List<Organization> organizations = new ArrayList<>();
        add(organizations, contact.text("organization"), contact.text("department"), contact.text("title"));
        organizations.addAll(contact.list(
                "organizations",
                item -> {
                    Organization organization = new Organization(
                            item.text("name"), item.text("department"), item.text("title"), item.flag("current"));
                    return organization.equals(new Organization(null, null, null, organization.current()))
                            ? null
                            : organization;
                },
                text -> new Organization(text, null, null, false)));
        return organizations;
    }

    private static void add(List<Organization> organizations, String name, String department, String title) {
        if (name != null || department != null || title != null) {
            organizations.add(new Organization(name, department, title, true));
        }
    }

    private static List<Email> emails(JsonFields contact) {
        String single = contact.text("email");
        List<Email> emails = contact.list(
                "emails",
                item -> email(item.required("value"), item.text("label"), item.flag("primary")),
                text -> email(text, null, false));
        if (single != null && emails.stream().noneMatch(email -> email.value().equalsIgnoreCase(single))) {
            emails.add(0, email(single, null, true));
        }
        return emails;
    }

    private static Email email(String address, String label, boolean primary) {
        return new Email(address, label, primary, EmailNormalizer.normalize(address));
    }

    private List<Phone> phones(JsonFields contact) {
        String single = contact.text("phone");
        List<Phone> phones = contact.list(
                "phones",
                item -> phone(item.required("value"), item.text("label"), item.flag("primary")),
                text -> phone(text, null, false));
        if (single != null && phones.stream().noneMatch(phone -> phone.value().equals(single))) {
            phones.add(0, phone(single, null, true));
        }
        return phones;
    }

    private Phone phone(String number, String label, boolean primary) {
        return new Phone(number, label, primary, PhoneNormalizer.e164(number, region));
    }

    private static PostalAddress address(JsonFields item) {
        String country = item.text("country");
        String code = Countries.code(country);
        String written = item.text("countryName");
        String name = written == null && country != null && !country.equals(code) ? country : written;
        PostalAddress address = new PostalAddress(
                item.text("street"),
                item.text("street2"),
                item.text("poBox"),
                item.text("city"),
                item.text("region"),
                item.text("postalCode"),
                code == null ? Countries.code(name) : code,
                name,
                item.text("formatted"),
                item.text("label"),
                item.flag("current"));
        if (address.equals(new PostalAddress(
                null, null, null, null, null, null, null, null, null, address.label(), address.current()))) {
            throw new JsonFields.Misshapen("it is empty");
        }
        return address;
    }

    private static List<Url> urls(JsonFields contact) {
        List<Url> urls = contact.list(
                "urls", item -> new Url(item.required("value"), item.text("label")), text -> new Url(text, null));
        Stream.of("website", "linkedin", "twitter").forEach(label -> {
            String key = label.equals("website") ? label : label + "Url";
            String address = contact.text(key);
            if (address != null) {
                urls.add(new Url(address, label.equals("website") ? null : label));
            }
        });
        return urls;
    }

    private static void days(CanonicalContactBuilder mapped, JsonFields contact, List<CustomField> custom) {
        List<DateEvent> days = new ArrayList<>(contact.list("dates", item -> day(item, "other"), null));
        days.addAll(contact.list("birthdays", item -> day(item, "birthday"), text -> day(text, "birthday")));
        days.addAll(contact.list("anniversaries", item -> day(item, "anniversary"), text -> day(text, "anniversary")));
        days.addAll(contact.list("events", item -> day(item, "other"), null));
        Stream.of("birthday", "anniversary").forEach(label -> {
            String text = contact.text(label);
            if (text != null) {
                CardDates.ofText(label, text)
                        .ifPresentOrElse(days::add, () -> custom.add(new CustomField(label, text)));
            }
        });
        mapped.birthdays(called(days, "birthday"))
                .anniversaries(called(days, "anniversary"))
                .events(days.stream()
                        .filter(day ->
                                !day.label().equals("birthday") && !day.label().equals("anniversary"))
                        .toList());
    }

    private static List<DateEvent> called(List<DateEvent> days, String label) {
        return days.stream().filter(day -> day.label().equals(label)).toList();
    }

    private static DateEvent day(JsonFields item, String otherwise) {
        String written = Objects.requireNonNullElse(item.text("label"), otherwise);
        String lower = written.toLowerCase(Locale.ROOT);
        String label = lower.equals("birthday") || lower.equals("anniversary") ? lower : written;
        String date = item.text("date");
        if (date != null) {
            return day(date, label);
        }
        Integer year = item.number("year");
        Integer month = item.number("month");
        Integer day = item.number("day");
        if (month == null || day == null) {
            throw new JsonFields.Misshapen("month or day is missing");
        }
        return new DateEvent(label, year == null || year == 0 ? null : year, month, day);
    }

    private static DateEvent day(String text, String label) {
        return CardDates.ofText(label, text)
                .orElseThrow(() -> new JsonFields.Misshapen("it is no day such as 1985-04-12"));
    }

    private static List<Photo> photos(JsonFields contact, EntryErrors errors) {
        List<Photo> photos = new ArrayList<>();
        contact.list(
                        "photos",
                        item -> {
                            String data = item.text("data");
                            String url = data == null ? item.required("url") : "data:image;base64," + data;
                            return new Photo(url, item.flag("primary"), item.flag("generated"));
                        },
                        text -> new Photo(text, false, false))
                .forEach(photo -> ImportedPhotos.of("photos", photo.url(), errors)
                        .forEach(read -> photos.add(new Photo(
                                read.url(), photo.primary(), photo.generated(), read.mediaType(), read.data()))));
        return photos;
    }
}
