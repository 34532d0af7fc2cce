package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GooglePersonMapperTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GooglePersonMapper mapper = new GooglePersonMapper("US");

    /** Maps a person of whom only these fields are told. */
    private CanonicalContact map(String fields) {
        return mapper.contact(json("{\"resourceName\": \"people/c1\", " + fields + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = GooglePersonMapperTest.class.getResourceAsStream("/google/" + name)) {
            return JSON.readTree(in);
        }
    }

    @Test
    void mapsEverythingThatAPersonTells() throws IOException {
        JsonNode person = resource("person.json");

        CanonicalContact contact = mapper.contact(person);

        assertThat(contact.raw()).isEqualTo(person);
        assertThat((JsonNode) JSON.valueToTree(contact.withoutRaw())).isEqualTo(resource("person.mapped.json"));
    }

    @Test
    void namesAContactByResourceNameAndKnowsItAgainByItsSource() {
        CanonicalContact contact = map("""
                "etag": "%person", "metadata": {"previousResourceNames": ["people/c9", "people/c8"], "sources": [
                    {"type": "PROFILE", "id": "7", "etag": "#profile"},
                    {"type": "CONTACT", "id": "4b3a", "etag": "#contact", "updateTime": "2026-01-01T00:00:00Z"}]}""");

        assertThat(contact.externalId()).isEqualTo("people/c1");
        assertThat(contact.etag()).isEqualTo("#contact");
        assertThat(contact.aliases()).containsExactly("people/c9", "people/c8", "source:CONTACT:4b3a");
    }

    @Test
    void mapsATombstoneThatTellsNothingButItsName() {
        CanonicalContact contact = map("\"metadata\": {\"deleted\": true, \"objectType\": \"PERSON\"}");

        assertThat(contact.deleted()).isTrue();
        assertThat(contact.externalId()).isEqualTo("people/c1");
        assertThat(contact.aliases()).isEmpty();
    }

    /** A contact may have been renamed, told of only in a full listing, before it was deleted. */
    @Test
    void keepsTheSourceOfATombstone() {
        CanonicalContact contact = map(
                "\"metadata\": {\"deleted\": true, \"sources\": [{\"type\": \"CONTACT\", \"id\": \"a1\", \"etag\": \"#1\"}]}");

        assertThat(contact.aliases()).containsExactly("source:CONTACT:a1");
        assertThat(contact.etag()).isEqualTo("#1");
    }

    @Test
    void putsThePrimaryValueFirstWhereverItStands() {
        CanonicalContact contact = map("""
                "emailAddresses": [{"value": "old@example.com"},
                                   {"value": "now@example.com", "metadata": {"primary": true}}],
                "organizations": [{"name": "Former"}, {"name": "Present", "metadata": {"primary": true}}],
                "nicknames": [{"value": "Second"}, {"value": "First", "metadata": {"primary": true}}],
                "photos": [{"url": "https://photos.example/a"},
                           {"url": "https://photos.example/b", "metadata": {"primary": true}}]""");

        assertThat(contact.emails())
                .extracting(Email::value, Email::primary)
                .containsExactly(tuple("now@example.com", true), tuple("old@example.com", false));
        assertThat(contact.organizations()).extracting(Organization::name).containsExactly("Present", "Former");
        assertThat(contact.nickname()).isEqualTo("First");
        assertThat(contact.photos())
                .extracting(Photo::url, Photo::primary)
                .containsExactly(tuple("https://photos.example/b", true), tuple("https://photos.example/a", false));
    }

    @Test
    void fallsBackToTheSourcesOwnPrimaryAndThenToTheFirst() {
        CanonicalContact contact = map("""
                "phoneNumbers": [{"value": "+12125550100"},
                                 {"value": "+12125550101", "metadata": {"sourcePrimary": true}}],
                "emailAddresses": [{"value": "one@example.com"}, {"value": "two@example.com"}]""");

        assertThat(contact.phones())
                .extracting(Phone::value, Phone::primary)
                .containsExactly(tuple("+12125550101", true), tuple("+12125550100", false));
        assertThat(contact.emails()).extracting(Email::primary).containsExactly(true, false);
    }

    @Test
    void marksOnlyOneOfTwoEqualValuesAsPrimary() {
        CanonicalContact contact =
                map("\"emailAddresses\": [{\"value\": \"same@example.com\"}, {\"value\": \"same@example.com\"}]");

        assertThat(contact.emails()).extracting(Email::primary).containsExactly(true, false);
    }

    @Test
    void leavesOutWhatALinkedProfileSays() {
        CanonicalContact contact = map("""
                "names": [
                    {"displayName": "Profile Name", "metadata": {"primary": true, "source": {"type": "PROFILE"}}},
                    {"displayName": "Typed Name", "metadata": {"source": {"type": "CONTACT"}}}],
                "birthdays": [{"date": {"month": 1, "day": 1}, "metadata": {"source": {"type": "DOMAIN_PROFILE"}}}],
                "photos": [{"url": "https://photos.example/p", "metadata": {"source": {"type": "PROFILE"}}}]""");

        assertThat(contact.displayName()).isEqualTo("Typed Name");
        assertThat(contact.birthdays()).isEmpty();
        assertThat(contact.photos()).isEmpty();
    }

    @Test
    void mapsANameWithoutADisplayName() {
        assertThat(map("\"names\": [{\"givenName\": \"Ada\"}]").displayName()).isNull();
        assertThat(map("\"names\": [{\"unstructuredName\": \"Ada L\"}]").displayName())
                .isEqualTo("Ada L");
    }

    @Test
    void mapsAPersonWithoutAnyField() {
        CanonicalContact contact = map("\"etag\": \"%1\"");

        assertThat(contact.deleted()).isFalse();
        assertThat(contact.displayName()).isNull();
        assertThat(contact.emails()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"date": {"year": 1980, "month": 3, "day": 9}}                       | 1980 | 3 | 9
            {"date": {"year": 0, "month": 11, "day": 3}}                         |      | 11 | 3
            {"date": {"month": 2, "day": 29}}                                    |      | 2 | 29
            {"text": "1999-12-31"}                                               | 1999 | 12 | 31
            {"text": "--12-31"}                                                  |      | 12 | 31
            {"date": {"month": 5, "day": 6}, "text": "the sixth of May, 1970"}   |      | 5 | 6
            {"date": {"year": 1970}, "text": "1970-05-06"}                       | 1970 | 5 | 6
            """)
    void readsTheDayOfABirthday(String birthday, Integer year, int month, int day) {
        CanonicalContact contact = map("\"birthdays\": [" + birthday + "]");

        assertThat(contact.birthdays()).containsExactly(new DateEvent("birthday", year, month, day));
        assertThat(contact.customFields()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"text": "sometime in spring"}                        | sometime in spring
            {"date": {"year": 1980}}                              | 1980
            {"date": {"year": 1980, "month": 3}}                  | 1980-03
            {"date": {"month": 3}}                                | --03
            {"date": {"year": 1980, "month": 2, "day": 30}}       | 1980-02-30
            {"date": {"month": 13, "day": 1}}                     | --13-01
            """)
    void keepsABirthdayThatIsNoDayOfTheYear(String birthday, String kept) {
        CanonicalContact contact = map("\"birthdays\": [" + birthday + "]");

        assertThat(contact.birthdays()).isEmpty();
        assertThat(contact.customFields()).containsExactly(new CustomField("birthday", kept));
    }

    @Test
    void passesOverABirthdayThatSaysNothing() {
        assertThat(map("\"birthdays\": [{\"text\": \"\"}, {\"date\": {}}]").customFields())
                .isEmpty();
    }

    @Test
    void tellsAnniversariesFromOtherEvents() {
        CanonicalContact contact = map("""
                "events": [
                    {"type": "anniversary", "formattedType": "Jahrestag", "date": {"year": 2010, "month": 6, "day": 1}},
                    {"type": "other", "formattedType": "Andere", "date": {"month": 7, "day": 2}},
                    {"type": "Graduation", "date": {"month": 8, "day": 3}},
                    {"date": {"month": 9, "day": 4}}]""");

        assertThat(contact.anniversaries()).containsExactly(new DateEvent("anniversary", 2010, 6, 1));
        assertThat(contact.events())
                .containsExactly(
                        new DateEvent("other", null, 7, 2),
                        new DateEvent("Graduation", null, 8, 3),
                        new DateEvent("other", null, 9, 4));
    }

    @Test
    void labelsByTypeAndNeverByItsLocalisedForm() {
        CanonicalContact contact = map("""
                "emailAddresses": [{"value": "a@example.com", "formattedType": "Privat"}],
                "phoneNumbers": [{"value": "+12125550100", "type": "workMobile", "formattedType": "Diensthandy"}],
                "urls": [{"value": "https://example.com", "type": "my shop", "formattedType": "my shop"}]""");

        assertThat(contact.emails()).extracting(Email::label).containsExactly((String) null);
        assertThat(contact.phones()).extracting(Phone::label).containsExactly("workMobile");
        assertThat(contact.urls()).extracting(Url::label).containsExactly("my shop");
    }

    @Test
    void marksAGeneratedPhotoAndAsksForABiggerPicture() {
        CanonicalContact contact = map("""
                "photos": [{"url": "https://lh3.googleusercontent.com/cm/A=s100", "default": true},
                           {"url": "https://lh3.googleusercontent.com/contacts/B=s100"},
                           {"url": "https://lh3.googleusercontent.com/contacts/C=s100-p-k"},
                           {"url": "https://lh3.googleusercontent.com/-D/AAA/s100/photo.jpg"},
                           {"url": "https://photos.example/s100"}]""");

        assertThat(contact.photos())
                .extracting(Photo::url, Photo::generated)
                .containsExactly(
                        tuple("https://lh3.googleusercontent.com/cm/A=s400", true),
                        tuple("https://lh3.googleusercontent.com/contacts/B=s400", false),
                        tuple("https://lh3.googleusercontent.com/contacts/C=s400-p-k", false),
                        tuple("https://lh3.googleusercontent.com/-D/AAA/s400/photo.jpg", false),
                        tuple("https://photos.example/s100", false));
    }

    @Test
    void readsNotesAsPlainText() {
        assertThat(map("\"biographies\": [{\"value\": \"1 < 2 & <b>so on</b>\", \"contentType\": \"TEXT_PLAIN\"}]")
                        .notes())
                .isEqualTo("1 < 2 & <b>so on</b>");
        assertThat(map("""
                "biographies": [{"contentType": "TEXT_HTML",
                    "value": "<p>Met in <b>Oslo</b></p><div>caf&eacute;&#33;<br>R&amp;D &lt;3</div><!-- x --><script>1</script>"}]""").notes()).isEqualTo("Met in Oslo\ncafé!\nR&D <3");
        assertThat(map("\"biographies\": [{\"value\": \"<p></p>\", \"contentType\": \"TEXT_HTML\"}]")
                        .notes())
                .isNull();
    }

    @Test
    void takesMembershipsOfGroupsOnly() {
        CanonicalContact contact = map("""
                "memberships": [{"contactGroupMembership": {"contactGroupId": "g1",
                                    "contactGroupResourceName": "contactGroups/g1"}},
                                {"domainMembership": {"inViewerDomain": true}}]""");

        assertThat(contact.groupMemberships()).containsExactly("contactGroups/g1");
    }

    @Test
    void collectsUsernamesOfMessengersAndInternetCalls() {
        CanonicalContact contact = map("""
                "imClients": [{"username": "ada", "protocol": "googleTalk", "formattedProtocol": "Google Talk"}],
                "sipAddresses": [{"value": "sip:ada@example.com", "type": "work"}]""");

        assertThat(contact.usernames())
                .containsExactly(new Username("ada", "googleTalk"), new Username("sip:ada@example.com", "sip"));
    }

    @Test
    void keepsWhatTheUserAddedAndWhatHasNoPlaceOfItsOwn() {
        CanonicalContact contact = map("""
                "userDefined": [{"key": "T-shirt", "value": "L"}, {"value": "no key"}, {"key": "no value"}, {}],
                "names": [{"displayName": "陽子 田中", "phoneticGivenName": "ようこ", "phoneticFamilyName": "たなか"}],
                "nicknames": [{"value": "Yo"}, {"value": "Suzuki", "type": "MAIDEN_NAME"}],
                "externalIds": [{"type": "customer", "value": "4711"}],
                "occupations": [{"value": "Luthier"}]""");

        assertThat(contact.nickname()).isEqualTo("Yo");
        assertThat(contact.customFields())
                .containsExactly(
                        new CustomField("T-shirt", "L"),
                        new CustomField("", "no key"),
                        new CustomField("no value", null),
                        new CustomField("Phonetic First Name", "ようこ"),
                        new CustomField("Phonetic Last Name", "たなか"),
                        new CustomField("Maiden Name", "Suzuki"),
                        new CustomField("customer", "4711"),
                        new CustomField("Occupation", "Luthier"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            {"countryCode": "de", "country": "Allemagne"} | DE
            {"country": "Germany"}                        | DE
            {"country": "Deutschland"}                    | DE
            {"country": "Middle-earth"}                   | -
            """)
    void findsTheCountryOfAnAddress(String address, String country) {
        assertThat(map("\"addresses\": [" + address + "]").addresses())
                .extracting(PostalAddress::country)
                .containsExactly(country);
    }

    @Test
    void keepsAnAddressThatIsOnlyText() {
        assertThat(map("\"addresses\": [{\"formattedValue\": \"Under the bridge\\nBerlin\"}]")
                        .addresses())
                .extracting(PostalAddress::formatted, PostalAddress::street)
                .containsExactly(tuple("Under the bridge\nBerlin", null));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            {"value": "(212) 555-0123"}                                     | -  | +12125550123
            {"value": "030 901820"}                                         | DE | +4930901820
            {"value": "0049 30 901820"}                                     | DE | +4930901820
            {"value": "x", "canonicalForm": "+4930901820"}                  | -  | +4930901820
            {"value": "(212) 555-0123", "canonicalForm": "+999"}            | -  | +12125550123
            {"value": "911"}                                                | -  | -
            {"value": "call the office"}                                    | -  | -
            """)
    void readsNumbersByTheirCanonicalFormOrTheCountryOfThePerson(String number, String country, String e164) {
        String addresses = country == null ? "" : ", \"addresses\": [{\"countryCode\": \"" + country + "\"}]";

        CanonicalContact contact = map("\"phoneNumbers\": [" + number + "]" + addresses);

        assertThat(contact.phones()).extracting(Phone::e164).containsExactly(e164);
        assertThat(contact.phones())
                .extracting(Phone::value)
                .containsExactly(json(number).get("value").asText());
    }

    @Test
    void keepsTextOfAnyScriptWithoutWhatMayNotBeStored() {
        CanonicalContact contact = map("""
                "names": [{"displayName": "ليلى ☀️\\u0007 حداد\\u0000", "givenName": "  ليلى "}],
                "biographies": [{"value": "line one\\nline two\\ttab\\u001b"}]""");

        assertThat(contact.displayName()).isEqualTo("ليلى ☀️ حداد");
        assertThat(contact.firstName()).isEqualTo("ليلى");
        assertThat(contact.notes()).isEqualTo("line one\nline two\ttab");
    }

    @Test
    void passesOverEmptyValues() {
        CanonicalContact contact = map("""
                "emailAddresses": [{"type": "home"}, {"value": " "}], "phoneNumbers": [{}], "urls": [{"type": "blog"}],
                "organizations": [{"type": "work", "current": true}], "relations": [{"type": "spouse"}],
                "imClients": [{"protocol": "skype"}], "photos": [{"default": false}], "nicknames": [{"value": ""}]""");

        assertThat(contact)
                .isEqualTo(
                        CanonicalContact.builder("people/c1").raw(contact.raw()).build());
    }

    @Test
    void toleratesWhatGoogleMayInventLater() {
        CanonicalContact contact = map("""
                "holograms": [{"value": "?"}],
                "emailAddresses": [{"value": "a@example.com", "type": "neural", "confidence": {"level": 3},
                                    "metadata": {"primary": true, "source": {"type": "CONTACT", "planet": "mars"}}}],
                "metadata": {"sources": [{"type": "MOON_BASE", "id": "1"}, {"type": "CONTACT", "id": "2", "etag": "#2"}]}""");

        assertThat(contact.emails()).extracting(Email::label).containsExactly("neural");
        assertThat(contact.etag()).isEqualTo("#2");
        assertThat(contact.raw().has("holograms")).isTrue();
    }
}
