package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CanonicalHash;
import dev.kith.model.Countries;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Url;
import dev.kith.sync.tool.ImportError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Maps contacts in the shape the HTTP interface answers with; keys may also be written in snake case. */
final class JsonContactMapper {

    private final String region;

    JsonContactMapper(String region) {
        this.region = region;
    }

    ParsedEntry entry(int row, JsonNode node, ExternalIds externalIds) {
        if (!(node instanceof ObjectNode contact)) {
            return ParsedEntry.broken(row, null, "contact", "A contact must be an object.");
        }
        List<ImportError> errors = new ArrayList<>();
        CanonicalContact mapped = map(row, contact, errors);
        if (mapped.equals(CanonicalContact.builder("record").build())) {
            errors.add(new ImportError(
                    row, null, "name", "Give a name, an organization, an e-mail address or a phone number."));
            return new ParsedEntry(null, List.of(), errors);
        }
        String ownId = text(contact, "externalId") != null ? text(contact, "externalId") : text(contact, "uid");
        return new ParsedEntry(
                externalIds.name(ownId, CanonicalHash.of(mapped), mapped), groups(mapped.groupMemberships()), errors);
    }

    private CanonicalContact map(int row, ObjectNode contact, List<ImportError> errors) {
        String organization = text(contact, "organization");
        String department = text(contact, "department");
        String title = text(contact, "title");
        String photo = text(contact, "photoUrl");
        List<DateEvent> dates = list(row, contact, "dates", errors, item -> date(item));
        return CanonicalContact.builder("record")
                .displayName(text(contact, "name"))
                .firstName(text(contact, "firstName"))
                .middleName(text(contact, "middleName"))
                .lastName(text(contact, "lastName"))
                .nickname(text(contact, "nickname"))
                .emails(emails(row, contact, errors))
                .phones(phones(row, contact, errors))
                .addresses(list(row, contact, "addresses", errors, item -> address(item)))
                .organizations(
                        organization == null && department == null && title == null
                                ? List.of()
                                : List.of(new Organization(organization, department, title, true)))
                .birthdays(called(dates, "birthday"))
                .anniversaries(called(dates, "anniversary"))
                .events(dates.stream()
                        .filter(date -> !date.label().equals("birthday")
                                && !date.label().equals("anniversary"))
                        .toList())
                .urls(list(row, contact, "urls", errors, item -> new Url(required(item, "value"), text(item, "label"))))
                .photos(photo == null ? List.of() : List.of(new Photo(photo, true, false)))
                .notes(text(contact, "notes"))
                .groupMemberships(list(
                        row,
                        contact,
                        "labels",
                        errors,
                        item -> item.isTextual() ? required(item, null) : required(item, "name")))
                .build();
    }

    private static List<CanonicalGroup> groups(List<String> names) {
        return names.stream()
                .map(name -> new CanonicalGroup(name, null, name, CanonicalGroup.Kind.USER, false))
                .toList();
    }

    private static List<DateEvent> called(List<DateEvent> dates, String label) {
        return dates.stream().filter(date -> date.label().equals(label)).toList();
    }

    private static List<Email> emails(int row, ObjectNode contact, List<ImportError> errors) {
        List<Email> emails =
                new ArrayList<>(list(row, contact, "emails", errors, item -> email(required(item, "value"), item)));
        String single = text(contact, "email");
        if (single != null && emails.stream().noneMatch(email -> email.value().equalsIgnoreCase(single))) {
            emails.add(0, new Email(single, null, true, EmailNormalizer.normalize(single)));
        }
        return emails;
    }

    private static Email email(String address, JsonNode item) {
        return new Email(
                address, text(item, "label"), item.path("primary").asBoolean(), EmailNormalizer.normalize(address));
    }

    private List<Phone> phones(int row, ObjectNode contact, List<ImportError> errors) {
        List<Phone> phones = new ArrayList<>(list(row, contact, "phones", errors, item -> {
            String number = required(item, "value");
            return new Phone(
                    number,
                    text(item, "label"),
                    item.path("primary").asBoolean(),
                    PhoneNormalizer.e164(number, region));
        }));
        String single = text(contact, "phone");
        if (single != null && phones.stream().noneMatch(phone -> phone.value().equals(single))) {
            phones.add(0, new Phone(single, null, true, PhoneNormalizer.e164(single, region)));
        }
        return phones;
    }

    private static PostalAddress address(JsonNode item) {
        String country = text(item, "country");
        return new PostalAddress(
                text(item, "street"),
                text(item, "street2"),
                null,
                text(item, "city"),
                text(item, "region"),
                text(item, "postalCode"),
                Countries.code(country),
                country,
                null,
                text(item, "label"),
                item.path("current").asBoolean());
    }

    private static DateEvent date(JsonNode item) {
        String label = text(item, "label");
        return new DateEvent(
                label == null ? "other" : label,
                item.hasNonNull("year") ? item.get("year").asInt() : null,
                item.path("month").asInt(),
                item.path("day").asInt());
    }

    /** The items of a list that can be read; the others are reported. */
    private static <T> List<T> list(
            int row, ObjectNode contact, String field, List<ImportError> errors, Function<JsonNode, T> mapper) {
        List<T> mapped = new ArrayList<>();
        JsonNode items = value(contact, field);
        int index = 0;
        for (JsonNode item : items == null ? contact.arrayNode() : items) {
            try {
                mapped.add(mapper.apply(item));
            } catch (IllegalArgumentException e) {
                errors.add(new ImportError(
                        row,
                        null,
                        field + "[" + index + "]",
                        "This value is not of the expected form and was left out."));
            }
            index++;
        }
        return mapped;
    }

    private static String required(JsonNode item, String field) {
        String text = field == null ? stripped(item.asText()) : text(item, field);
        if (text == null) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = value(node, field);
        return value == null || value.isContainerNode() || value.isNull() ? null : stripped(value.asText());
    }

    private static JsonNode value(JsonNode node, String field) {
        JsonNode camel = node.get(field);
        return camel != null
                ? camel
                : node.get(field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
}
