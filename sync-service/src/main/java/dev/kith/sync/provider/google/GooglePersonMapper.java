package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleValues.map;
import static dev.kith.sync.provider.google.GoogleValues.mapWithPrimary;
import static dev.kith.sync.provider.google.GoogleValues.primary;
import static dev.kith.sync.provider.google.GoogleValues.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Countries;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Maps a Person of the People API. Labels are Google's types, never their localised form; what the user typed is kept as
 * typed.
 *
 * @see <a href="https://developers.google.com/people/api/rest/v1/people#Person">Person</a>
 */
final class GooglePersonMapper {

    private final String region;

    /**
     * @param region of national phone numbers of people without an address
     */
    GooglePersonMapper(String region) {
        this.region = region;
    }

    CanonicalContact contact(JsonNode person) {
        String name = person.get("resourceName").asText();
        JsonNode source = source(person);
        CanonicalContactBuilder contact =
                CanonicalContact.builder(name).etag(text(source, "etag")).aliases(aliases(person, source));
        if (person.at("/metadata/deleted").asBoolean()) {
            return contact.deleted(true).build();
        }
        name(contact, primary(person, "names"));
        reachable(contact, person);
        GoogleDates dates = GoogleDates.of(person);
        return contact.nickname(text(primary(person, "nicknames"), "value"))
                .organizations(map(person, "organizations", GooglePersonMapper::organization))
                .birthdays(dates.birthdays())
                .anniversaries(dates.anniversaries())
                .events(dates.events())
                .photos(mapWithPrimary(person, "photos", GooglePhoto::of))
                .notes(GoogleNotes.plain(primary(person, "biographies")))
                .relations(map(person, "relations", GooglePersonMapper::relation))
                .customFields(GoogleCustomFields.of(person, dates))
                .groupMemberships(map(
                        person,
                        "memberships",
                        value -> text(value.path("contactGroupMembership"), "contactGroupResourceName")))
                .raw(person)
                .build();
    }

    private static void name(CanonicalContactBuilder contact, JsonNode name) {
        String displayName = text(name, "displayName");
        contact.displayName(displayName == null ? text(name, "unstructuredName") : displayName)
                .namePrefix(text(name, "honorificPrefix"))
                .firstName(text(name, "givenName"))
                .middleName(text(name, "middleName"))
                .lastName(text(name, "familyName"))
                .nameSuffix(text(name, "honorificSuffix"));
    }

    private void reachable(CanonicalContactBuilder contact, JsonNode person) {
        String home = home(person);
        contact.emails(mapWithPrimary(person, "emailAddresses", GooglePersonMapper::email))
                .phones(mapWithPrimary(person, "phoneNumbers", (value, primary) -> phone(value, primary, home)))
                .addresses(mapWithPrimary(person, "addresses", GooglePersonMapper::address))
                .urls(map(person, "urls", GooglePersonMapper::url))
                .usernames(usernames(person));
    }

    private static JsonNode source(JsonNode person) {
        for (JsonNode source : person.at("/metadata/sources")) {
            String type = source.path("type").asText();
            if (type.equals("CONTACT") || type.equals("OTHER_CONTACT")) {
                return source;
            }
        }
        return null;
    }

    /** The names it had, and the id of its source, which stays when the name changes. */
    private static List<String> aliases(JsonNode person, JsonNode source) {
        List<String> aliases = new ArrayList<>();
        person.at("/metadata/previousResourceNames").forEach(previous -> aliases.add(previous.asText()));
        if (source != null && source.hasNonNull("id")) {
            aliases.add("source:" + source.path("type").asText() + ":"
                    + source.get("id").asText());
        }
        return aliases;
    }

    private static Email email(JsonNode value, boolean primary) {
        String address = text(value, "value");
        return address == null
                ? null
                : new Email(address, text(value, "type"), primary, EmailNormalizer.normalize(address));
    }

    private Phone phone(JsonNode value, boolean primary, String home) {
        String number = text(value, "value");
        if (number == null) {
            return null;
        }
        String canonical = PhoneNormalizer.e164(text(value, "canonicalForm"), null);
        String e164 = canonical != null ? canonical : PhoneNormalizer.e164(number, home == null ? region : home);
        return new Phone(number, text(value, "type"), primary, e164);
    }

    /** Where the person lives, by which national numbers are read. */
    private static String home(JsonNode person) {
        return GoogleValues.of(person, "addresses").stream()
                .map(GooglePersonMapper::country)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String country(JsonNode address) {
        String code = Countries.code(text(address, "countryCode"));
        return code != null ? code : Countries.code(text(address, "country"));
    }

    private static PostalAddress address(JsonNode value, boolean primary) {
        return new PostalAddress(
                text(value, "streetAddress"),
                text(value, "extendedAddress"),
                text(value, "poBox"),
                text(value, "city"),
                text(value, "region"),
                text(value, "postalCode"),
                country(value),
                text(value, "country"),
                text(value, "formattedValue"),
                text(value, "type"),
                primary);
    }

    private static Organization organization(JsonNode value) {
        Organization organization = new Organization(
                text(value, "name"),
                text(value, "department"),
                text(value, "title"),
                value.path("current").asBoolean());
        return organization.name() == null && organization.department() == null && organization.title() == null
                ? null
                : organization;
    }

    private static Url url(JsonNode value) {
        String address = text(value, "value");
        return address == null ? null : new Url(address, text(value, "type"));
    }

    private static List<Username> usernames(JsonNode person) {
        List<Username> usernames = new ArrayList<>(
                map(person, "imClients", value -> username(text(value, "username"), text(value, "protocol"))));
        usernames.addAll(map(person, "sipAddresses", value -> username(text(value, "value"), "sip")));
        return usernames;
    }

    private static Username username(String name, String service) {
        return name == null ? null : new Username(name, service);
    }

    private static Relation relation(JsonNode value) {
        String name = text(value, "person");
        return name == null ? null : new Relation(name, text(value, "type"));
    }
}
