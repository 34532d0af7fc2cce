package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.ADA;
import static dev.kith.sandbox.google.StandInFixture.CONNECTIONS;
import static dev.kith.sandbox.google.StandInFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What the stand-in says of people and groups")
class PersonRulesTest {

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Nested
    @DisplayName("S32: fields of a linked profile come along unless only contacts are read")
    class Sources {

        private static final String MASK = "?personFields=names,metadata,photos";

        @Test
        void mergesTheProfileUnlessTold() {
            putWithProfile();

            JsonNode person = last(MASK);

            assertThat(person.path("names")).hasSize(2);
            assertThat(person.at("/names/1/metadata/source/type").asText()).isEqualTo("PROFILE");
            assertThat(person.at("/names/1/metadata/verified").asBoolean()).isTrue();
            assertThat(person.at("/names/0/metadata/primary").asBoolean()).isTrue();
            assertThat(person.at("/photos/0/metadata/primary").asBoolean()).isTrue();
            assertThat(person.at("/metadata/sources"))
                    .extracting(source -> source.path("type").asText())
                    .containsExactlyInAnyOrder("PROFILE", "CONTACT");
        }

        @Test
        void readsTheContactAlone() {
            putWithProfile();

            JsonNode person = last(MASK + "&sources=READ_SOURCE_TYPE_CONTACT");

            assertThat(person.path("names")).hasSize(1);
            assertThat(person.has("photos")).isFalse();
            assertThat(person.at("/metadata/sources")).hasSize(1);
        }

        @Test
        void refusesProfilesAloneForOtherContactsAndUnknownSources() {
            String others = "/v1/otherContacts?readMask=names&sources=";

            assertThat(google.get(others + "READ_SOURCE_TYPE_PROFILE").status()).isEqualTo(400);
            assertThat(google.get(CONNECTIONS + "?personFields=names&sources=CONTACT")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void showsPhotosOfOtherContactsOnlyWithTheirProfiles() {
            google.control.putOtherContact(ADA, "b1", named("Other"), profile());
            String others = "/v1/otherContacts?readMask=photos&sources=READ_SOURCE_TYPE_CONTACT";

            assertThat(google.body(others).at("/otherContacts/0").has("photos")).isFalse();
            assertThat(google.body(others + "&sources=READ_SOURCE_TYPE_PROFILE")
                            .at("/otherContacts/0")
                            .has("photos"))
                    .isTrue();
        }

        private void putWithProfile() {
            google.control.putContact(ADA, "a7", named("As I call her"), profile());
        }

        private static ObjectNode profile() {
            ObjectNode profile = named("As she calls herself");
            profile.putArray("photos").addObject().put("url", "https://photos.example/p=s100");
            return profile;
        }
    }

    @Nested
    @DisplayName("S33: odd data come through as they are")
    class OddData {

        @Test
        void marksThePrimaryValueWhereverItStands() {
            ObjectNode person = named("Otto");
            person.putArray("emailAddresses").addObject().put("value", "first@example.com");
            person.withArray("emailAddresses")
                    .addObject()
                    .put("value", "primary@example.com")
                    .putObject("metadata")
                    .put("primary", true);

            JsonNode emails = stored(person, "emailAddresses");

            assertThat(emails.get(0).path("metadata").has("primary")).isFalse();
            assertThat(emails.get(1).at("/metadata/primary").asBoolean()).isTrue();
        }

        @Test
        void namesATypeInTheReadersLanguageAndATypedOneAsTyped() {
            ObjectNode person = named("Greta");
            person.putArray("phoneNumbers").addObject().put("value", "1").put("type", "mobile");
            person.withArray("phoneNumbers").addObject().put("value", "2").put("type", "workFax");
            person.withArray("phoneNumbers").addObject().put("value", "3").put("type", "ski hut");
            person.withArray("phoneNumbers").addObject().put("value", "4");
            google.control.putContact(ADA, "a7", person);

            assertThat(phoneTypes("de-DE,de;q=0.9")).containsExactly("Mobil", "Work Fax", "ski hut", "");
            assertThat(phoneTypes("fr")).startsWith("Mobile");
            assertThat(phoneTypes("en")).startsWith("Mobile", "Work Fax");
        }

        private Iterable<String> phoneTypes(String language) {
            JsonNode list = google.client
                    .get(CONNECTIONS + "?personFields=phoneNumbers", Map.of("accept-language", language))
                    .body();
            return list.at("/connections/3/phoneNumbers").findValuesAsText("value").stream()
                    .map(value -> list.at(
                                    "/connections/3/phoneNumbers/" + (Integer.parseInt(value) - 1) + "/formattedType")
                            .asText())
                    .toList();
        }

        @Test
        void keepsDatesThatAreNone() {
            ObjectNode person = named("Jonas");
            person.putArray("birthdays").addObject().put("text", "sometime in spring");
            person.withArray("birthdays")
                    .addObject()
                    .putObject("date")
                    .put("year", 0)
                    .put("month", 2)
                    .put("day", 29);

            JsonNode birthdays = stored(person, "birthdays");

            assertThat(birthdays.get(0).path("text").asText()).isEqualTo("sometime in spring");
            assertThat(birthdays.get(0).has("date")).isFalse();
            assertThat(birthdays.get(1).at("/date/year").asInt(-1)).isZero();
        }

        @Test
        void keepsGeneratedPhotosDomainMembershipsAndWhatTheFutureBrings() {
            ObjectNode person = named("Nova");
            person.putArray("photos")
                    .addObject()
                    .put("url", "https://p.example")
                    .put("default", true);
            person.putArray("memberships")
                    .addObject()
                    .putObject("domainMembership")
                    .put("inViewerDomain", true);
            person.putArray("phoneNumbers")
                    .addObject()
                    .put("value", "1")
                    .put("type", "hologram")
                    .put("spectrum", "uv");
            google.control.putContact(ADA, "a7", person);

            JsonNode shown = last("?personFields=photos,memberships,phoneNumbers");

            assertThat(shown.at("/photos/0/default").asBoolean()).isTrue();
            assertThat(shown.at("/memberships/0/domainMembership/inViewerDomain")
                            .asBoolean())
                    .isTrue();
            assertThat(shown.at("/phoneNumbers/0/type").asText()).isEqualTo("hologram");
            assertThat(shown.at("/phoneNumbers/0/spectrum").asText()).isEqualTo("uv");
        }

        @Test
        void cutsLongListsInListsOnly() {
            ObjectNode person = named("Many");
            IntStream.range(0, 120)
                    .forEach(
                            i -> person.withArray("emailAddresses").addObject().put("value", "m" + i + "@example.com"));
            google.control.putContact(ADA, "a7", person);

            assertThat(last("?personFields=emailAddresses").path("emailAddresses"))
                    .hasSize(100);
            assertThat(google.body("/v1/people/c167?personFields=emailAddresses")
                            .path("emailAddresses"))
                    .hasSize(120);
        }

        @Test
        void keepsEveryCharacterAndLongNotes() {
            String text = "ليلى 🧗🏽‍♀️ \u0007\u200f\t" + "x".repeat(128 * 1024);
            ObjectNode person = named("Vera");
            person.putArray("biographies").addObject().put("value", text);

            assertThat(stored(person, "biographies").get(0).path("value").asText())
                    .isEqualTo(text);
        }

        @Test
        void keepsAnAddressThatOneHasTwiceAndTwoShare() {
            ObjectNode person = named("Twice");
            person.putArray("emailAddresses").addObject().put("value", "us@example.com");
            person.withArray("emailAddresses").addObject().put("value", "us@example.com");
            google.control.putContact(ADA, "a6", person);

            assertThat(stored(person, "emailAddresses")).hasSize(2);
        }

        private JsonNode stored(ObjectNode person, String field) {
            google.control.putContact(ADA, "a7", person);
            return last("?personFields=" + field).path(field);
        }
    }

    @Nested
    @DisplayName("S34: groups of Google's and of the user's own")
    class Groups {

        private static final String GROUPS = "/v1/contactGroups";

        @Test
        void areEightOfGooglesAndTheUsersOwn() {
            google.control.putGroup(ADA, "g1", "Choir");

            JsonNode groups = google.body(GROUPS);

            assertThat(groups.path("contactGroups")).hasSize(9);
            assertThat(groups.path("totalItems").asInt()).isEqualTo(9);
            assertThat(groups.at("/contactGroups/8/groupType").asText()).isEqualTo("USER_CONTACT_GROUP");
            assertThat(groups.at("/contactGroups/0/name").asText()).isEqualTo("myContacts");
            assertThat(google.client
                            .get(GROUPS, Map.of("accept-language", "de"))
                            .body()
                            .at("/contactGroups/0/formattedName")
                            .asText())
                    .isEqualTo("Meine Kontakte");
        }

        @Test
        void countTheirMembersAndNameThemWhenAsked() {
            google.control.putGroup(ADA, "g1", "Choir");
            google.control.putContact(ADA, "a1", member("g1"));

            assertThat(google.body(GROUPS).at("/contactGroups/8/memberCount").asInt())
                    .isEqualTo(1);
            assertThat(google.body(GROUPS + "/g1").has("memberResourceNames")).isFalse();
            assertThat(google.body(GROUPS + "/g1?maxMembers=5")
                            .at("/memberResourceNames/0")
                            .asText())
                    .isEqualTo("people/c161");
        }

        @Test
        void returnTheFieldsOfTheMask() {
            assertThat(google.body(GROUPS + "?groupFields=name")
                            .at("/contactGroups/0")
                            .fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("resourceName", "etag", "name", "formattedName");
            assertThat(google.get(GROUPS + "?groupFields=members").message())
                    .startsWith("Invalid groupFields mask path: \"members\".");
        }

        @Test
        void tellARenameAndADeletionInADelta() {
            google.control.putGroup(ADA, "g1", "Choir");
            google.control.putGroup(ADA, "g2", "Band");
            String sync = google.body(GROUPS).path("nextSyncToken").asText();
            google.control.putGroup(ADA, "g1", "Singers");
            google.control.deleteGroup(ADA, "g2");

            JsonNode changed = google.body(GROUPS + "?syncToken=" + sync).path("contactGroups");

            assertThat(changed).hasSize(2);
            assertThat(changed.get(0).path("name").asText()).isEqualTo("Singers");
            assertThat(changed.get(1).at("/metadata/deleted").asBoolean()).isTrue();
            assertThat(google.body(GROUPS).path("contactGroups")).hasSize(9);
        }

        @Test
        void loseTheirMembersWhenDeleted() {
            google.control.putGroup(ADA, "g1", "Choir");
            google.control.putContact(ADA, "a1", member("g1"));
            google.control.deleteGroup(ADA, "g1");

            assertThat(last("?personFields=memberships").has("memberships")).isFalse();
        }

        @Test
        void mayBeNamedByAMembershipThoughNobodyKnowsThem() {
            google.control.putContact(ADA, "a1", member("unheard-of"));

            assertThat(last("?personFields=memberships")
                            .at("/memberships/0/contactGroupMembership/contactGroupResourceName")
                            .asText())
                    .isEqualTo("contactGroups/unheard-of");
        }

        @Test
        void areNamedOnceInAnAccount() {
            google.control.putGroup(ADA, "g1", "Choir");

            assertThatThrownBy(() -> google.control.putGroup(ADA, "g2", "Choir"))
                    .hasMessageContaining("unique");
        }

        private static ObjectNode member(String group) {
            ObjectNode person = named("Member");
            person.putArray("memberships")
                    .addObject()
                    .putObject("contactGroupMembership")
                    .put("contactGroupResourceName", "contactGroups/" + group);
            return person;
        }
    }

    /** The person changed last. */
    private JsonNode last(String parameters) {
        JsonNode people = google.body(CONNECTIONS + parameters).path("connections");
        return people.get(people.size() - 1);
    }
}
