package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleValues.map;
import static dev.kith.sync.provider.google.GoogleValues.primary;
import static dev.kith.sync.provider.google.GoogleValues.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.Countries;
import dev.kith.model.CustomField;
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
        String etag = text(source, "etag");
        if (person.at("/metadata/deleted").asBoolean()) {
            return CanonicalContact.tombstone(name, etag);
        }
        JsonNode names = primary(person, "names");
        GoogleDates dates = GoogleDates.of(person);
        List<CustomField> customFields = new ArrayList<>(map(person, "userDefined", GooglePersonMapper::custom));
        customFields.addAll(dates.unplaceable());
        String home = home(person);
        return CanonicalContact.builder(name)
                .etag(etag)
                .aliases(aliases(person, source))
                .displayName(
                        names == null
                                ? null
                                : Objects.requireNonNullElse(
                                        text(names, "displayName"), text(names, "unstructuredName")))
                .namePrefix(text(names, "honorificPrefix"))
                .firstName(text(names, "givenName"))
                .middleName(text(names, "middleName"))
                .lastName(text(names, "familyName"))
                .nameSuffix(text(names, "honorificSuffix"))
                .nickname(text(primary(person, "nicknames"), "value"))
                .emails(map(
                        person, "emailAddresses", value -> email(value, isPrimary(person, "emailAddresses", value))))
                .phones(map(
                        person, "phoneNumbers", value -> phone(value, isPrimary(person, "phoneNumbers", value), home)))
                .addresses(map(person, "addresses", value -> address(value, isPrimary(person, "addresses", value))))
                .organizations(map(person, "organizations", GooglePersonMapper::organization))
                .birthdays(dates.birthdays())
                .anniversaries(dates.anniversaries())
                .events(dates.events())
                .urls(map(person, "urls", GooglePersonMapper::url))
                .usernames(usernames(person))
                .photos(map(person, "photos", GooglePersonMapper::photo))
                .notes(GoogleNotes.plain(primary(person, "biographies")))
                .relations(map(person, "relations", GooglePersonMapper::relation))
                .customFields(customFields)
                .groupMemberships(map(
                        person,
                        "memberships",
                        value -> text(value.path("contactGroupMembership"), "contactGroupResourceName")))
                .raw(person)
                .build();
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

    private static boolean isPrimary(JsonNode person, String field, JsonNode value) {
        JsonNode primary = primary(person, field);
        return primary != null && primary.equals(value);
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

    private static Photo photo(JsonNode value) {
        String url = text(value, "url");
        return url == null
                ? null
                : new Photo(
                        url.replaceFirst("=s\\d+$", "=s400"),
                        value.at("/metadata/primary").asBoolean(),
                        value.path("default").asBoolean());
    }

    private static Relation relation(JsonNode value) {
        String name = text(value, "person");
        return name == null ? null : new Relation(name, text(value, "type"));
    }

    private static CustomField custom(JsonNode value) {
        String key = text(value, "key");
        String content = text(value, "value");
        return key == null && content == null ? null : new CustomField(Objects.requireNonNullElse(key, ""), content);
    }
}
