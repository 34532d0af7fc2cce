package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.ADA;
import static dev.kith.sandbox.google.StandInFixture.CONNECTIONS;
import static dev.kith.sandbox.google.StandInFixture.LIST;
import static dev.kith.sandbox.google.StandInFixture.named;
import static dev.kith.sandbox.google.StandInFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.google.StandInClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("How the stand-in lists")
class ListRulesTest {

    private static final String OTHERS = "/v1/otherContacts?readMask=names&requestSyncToken=true";

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Nested
    @DisplayName("S2: the methods that are answered")
    class Methods {

        @Test
        void listsConnectionsOtherContactsAndGroups() {
            google.control.putOtherContact(ADA, "b1", named("Other"));

            assertThat(google.body(LIST).path("connections")).hasSize(3);
            assertThat(google.body(OTHERS).path("otherContacts")).hasSize(1);
            assertThat(google.body(OTHERS).at("/otherContacts/0/resourceName").asText())
                    .isEqualTo("otherContacts/c177");
            assertThat(google.body("/v1/contactGroups").path("contactGroups")).hasSize(8);
        }

        @Test
        void givesOnePersonTheAccountItselfAndOneGroup() {
            assertThat(google.body("/v1/people/c161?personFields=names")
                            .at("/names/0/givenName")
                            .asText())
                    .isEqualTo("Person 1");
            assertThat(google.body("/v1/people/me?personFields=emailAddresses")
                            .at("/emailAddresses/0/value")
                            .asText())
                    .isEqualTo("ada@example.com");
            assertThat(google.body("/v1/contactGroups/family").path("groupType").asText())
                    .isEqualTo("SYSTEM_CONTACT_GROUP");
        }

        @Test
        void answersABatchForEveryNameKnownOrNot() {
            JsonNode responses = google.body(
                            "/v1/people:batchGet?personFields=names&resourceNames=people/c161&resourceNames=people/c0")
                    .path("responses");

            assertThat(responses.get(0).at("/person/names/0/givenName").asText())
                    .isEqualTo("Person 1");
            assertThat(responses.get(0).path("httpStatusCode").asInt()).isEqualTo(200);
            assertThat(responses.get(1).has("person")).isFalse();
            assertThat(responses.get(1).at("/status/code").asInt()).isEqualTo(5);
        }

        @Test
        void takesTwoHundredNamesInABatchAndNoMore() {
            assertThat(google.get(batch(200)).status()).isEqualTo(200);
            assertThat(google.get(batch(201)).status()).isEqualTo(400);
        }

        @Test
        void knowsNothingElse() {
            assertThat(google.get("/v1/people/c0?personFields=names").message())
                    .isEqualTo("Requested entity was not found.");
            assertThat(google.get("/v1/contactGroups/none").status()).isEqualTo(404);
            assertThat(google.get("/v2/people").status()).isEqualTo(404);
        }

        private static String batch(int size) {
            return "/v1/people:batchGet?personFields=names"
                    + IntStream.range(0, size)
                            .mapToObj(i -> "&resourceNames=people/c" + i)
                            .collect(Collectors.joining());
        }
    }

    @Nested
    @DisplayName("S3: a parameter that the method does not have is refused by name")
    class UnknownParameters {

        @Test
        void refusesThePersonFieldsOfAnotherMethod() {
            assertThat(google.get(OTHERS + "&personFields=names").message())
                    .isEqualTo(
                            "Invalid JSON payload received. Unknown name \"personFields\": Cannot bind query parameter."
                                    + " Field 'personFields' could not be found in request message.");
        }

        @Test
        void refusesToBeAskedForAGroupSyncToken() {
            Answer answer = google.get("/v1/contactGroups?requestSyncToken=true");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
            assertThat(answer.message()).contains("Unknown name \"requestSyncToken\"");
        }

        @Test
        void takesTheParametersOfEveryMethod() {
            assertThat(google.get(LIST + "&prettyPrint=false&alt=json&quotaUser=q&%24.xgafv=2")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("S12: the mask is required and checked, and only what it names is returned")
    class Masks {

        private static final String DOCUMENTED =
                "Valid paths are documented at https://developers.google.com/people/api/rest/v1/people/get.";

        @Test
        void refusesARequestWithoutMask() {
            assertThat(google.get(CONNECTIONS).message())
                    .isEqualTo("personFields mask is required. Please specify one or more valid paths. " + DOCUMENTED);
            assertThat(google.get("/v1/otherContacts").message()).startsWith("readMask mask is required.");
            assertThat(google.get("/v1/people/c161").message()).startsWith("personFields mask is required.");
        }

        @Test
        void refusesAPathThatIsNone() {
            assertThat(google.get(CONNECTIONS + "?personFields=names,shoes").message())
                    .isEqualTo("Invalid personFields mask path: \"shoes\". " + DOCUMENTED);
        }

        @Test
        void takesEveryPathOfTheDiscoveryDocument() {
            String mask = String.join(",", Discovery.maskPaths("people.connections.list", "personFields"));

            assertThat(mask.split(",")).hasSize(29);
            assertThat(google.get(CONNECTIONS + "?personFields=" + mask).status())
                    .isEqualTo(200);
        }

        @Test
        void readsFewerFieldsOfOtherContactsUnlessTheirProfilesAreRead() {
            String birthdays = "/v1/otherContacts?readMask=birthdays&sources=READ_SOURCE_TYPE_CONTACT";

            assertThat(google.get(birthdays).message()).startsWith("Invalid readMask mask path: \"birthdays\".");
            assertThat(google.get(birthdays + "&sources=READ_SOURCE_TYPE_PROFILE")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void returnsWhatItNamesBesideNameAndEtag() {
            assertThat(google.body(CONNECTIONS + "?personFields=names")
                            .at("/connections/0")
                            .fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("resourceName", "etag", "names");
        }
    }

    @Nested
    @DisplayName("S13: page sizes")
    class PageSizes {

        @Test
        void listsAHundredPeopleAndThirtyGroupsUnlessAsked() {
            for (int i = 0; i < 120; i++) {
                google.control.putContact(ADA, "c" + Integer.toHexString(0x100 + i), named("P" + i));
                google.control.putGroup(ADA, "g" + i, "Group " + i);
            }

            assertThat(google.body(LIST).path("connections")).hasSize(100);
            assertThat(google.body(LIST + "&pageSize=0").path("connections")).hasSize(100);
            assertThat(google.body("/v1/contactGroups").path("contactGroups")).hasSize(30);
            assertThat(google.pages("/v1/contactGroups").stream()
                            .mapToInt(page -> page.path("contactGroups").size()))
                    .containsExactly(30, 30, 30, 30, 8);
        }

        @Test
        void refusesASizeOutOfRangeOrClampsItBySwitch() {
            assertThat(google.get(LIST + "&pageSize=1001").status()).isEqualTo(400);
            assertThat(google.get(LIST + "&pageSize=-1").status()).isEqualTo(400);
            google.switches.clampPageSize = true;
            assertThat(google.get(LIST + "&pageSize=1001").status()).isEqualTo(200);
            assertThat(google.get(LIST + "&pageSize=-1").status()).isEqualTo(200);
        }

        @Test
        void lowersTheLargestSizeSilentlyBySwitch() {
            google.switches.maximumPageSize = 2;

            assertThat(google.body(LIST + "&pageSize=1000").path("connections")).hasSize(2);
        }
    }

    @Nested
    @DisplayName("S14: a page token fits only the request it came from")
    class PageTokens {

        private final String page =
                google.body(LIST + "&pageSize=2").path("nextPageToken").asText();

        @Test
        void leadsToTheRest() {
            assertThat(names(google.body(LIST + "&pageSize=2&pageToken=" + page)))
                    .containsExactly("Person 3");
        }

        @Test
        void refusesOtherParametersAnotherAccountAnotherListAndGarbage() {
            assertRefused(LIST + "&pageSize=1&pageToken=" + page);
            assertRefused(LIST.replace("true", "false") + "&pageSize=2&pageToken=" + page);
            assertRefused(LIST + "&pageSize=2&syncToken=" + google.syncToken() + "&pageToken=" + page);
            assertRefused(OTHERS + "&pageSize=2&pageToken=" + page);
            assertRefused("/v1/contactGroups?pageSize=2&pageToken=" + page);
            assertRefused(LIST + "&pageSize=2&pageToken=garbage");
            assertRefused(LIST + "&pageSize=2&pageToken=x" + page);
            google.control.createAccount(
                    "bob", "bob@example.com", "refresh-bob", Set.of(StandInControl.CONTACTS_SCOPE));
            google.client.refresh("refresh-bob");
            assertRefused(LIST + "&pageSize=2&pageToken=" + page);
        }

        @Test
        void leavesTheFormOfTheAnswerToTheCaller() {
            assertThat(google.get(LIST + "&prettyPrint=false&pageSize=2&pageToken=" + page)
                            .status())
                    .isEqualTo(200);
        }

        private void assertRefused(String request) {
            Answer answer = google.get(request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).isEqualTo("Request contains an invalid argument.");
        }
    }

    @Test
    @DisplayName("S15: page tokens expire")
    void expiresPageTokens() {
        google.switches.pageTokenLifeSeconds = 60;
        String people = google.body(LIST + "&pageSize=2").path("nextPageToken").asText();
        String groups = google.body("/v1/contactGroups?pageSize=2")
                .path("nextPageToken")
                .asText();
        google.control.advance(Duration.ofSeconds(60));
        assertThat(google.get(LIST + "&pageSize=2&pageToken=" + people).status())
                .isEqualTo(200);
        google.control.advance(Duration.ofSeconds(1));

        assertThat(google.get(LIST + "&pageSize=2&pageToken=" + people).status())
                .isEqualTo(400);
        assertThat(google.get("/v1/contactGroups?pageSize=2&pageToken=" + groups)
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("S16: a page may be empty and still have a next one")
    void givesEmptyPages() {
        google.switches.emptyPageEvery = 2;

        List<JsonNode> pages = google.pages(LIST + "&pageSize=1");

        assertThat(pages.get(1).has("connections")).isFalse();
        assertThat(pages.get(1).has("nextPageToken")).isTrue();
        assertThat(pages.stream().flatMap(page -> names(page).stream()))
                .containsExactly("Person 1", "Person 2", "Person 3");
    }

    @Nested
    @DisplayName("S17: an empty list has no array")
    class EmptyLists {

        @Test
        void leavesTheArrayOut() {
            assertThat(google.body(OTHERS).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("nextSyncToken", "totalSize");
        }

        @Test
        void pretendsBySwitchThatAFullListIsEmptyAndTellsChangesAsEver() {
            String sync = google.syncToken();
            google.control.touchContact(ADA, "a1");
            google.switches.nobodyListed = true;

            JsonNode list = google.body(LIST);

            assertThat(list.has("connections")).isFalse();
            assertThat(list.path("totalItems").asInt(-1)).isZero();
            assertThat(list.has("nextSyncToken")).isTrue();
            assertThat(names(google.delta(sync))).containsExactly("Person 1");
        }

        @Test
        void goesOnWithAListThatShowedSomebody() {
            String second =
                    google.body(LIST + "&pageSize=2").path("nextPageToken").asText();
            google.switches.nobodyListed = true;

            assertThat(names(google.body(LIST + "&pageSize=2&pageToken=" + second)))
                    .containsExactly("Person 3");
        }
    }

    @Test
    @DisplayName("S18: the total counts the whole list on a full sync, and on deltas only by switch")
    void countsTheWholeList() {
        JsonNode first = google.body(LIST + "&pageSize=2");
        String sync = google.syncToken();

        assertThat(first.path("totalItems").asInt()).isEqualTo(3);
        assertThat(google.body(OTHERS).path("totalSize").asInt(-1)).isZero();
        assertThat(google.delta(sync).has("totalItems")).isFalse();
        google.switches.totalOnDeltas = true;
        assertThat(google.delta(sync).path("totalItems").asInt()).isEqualTo(3);
    }

    @Nested
    @DisplayName("S19: the sync token comes on the last page, if it was asked for")
    class EarningASyncToken {

        @Test
        void comesOnTheLastPageAlone() {
            List<JsonNode> pages = google.pages(LIST + "&pageSize=2");

            assertThat(pages).hasSize(2);
            assertThat(pages.get(0).has("nextSyncToken")).isFalse();
            assertThat(pages.get(1).has("nextSyncToken")).isTrue();
        }

        @Test
        void doesNotComeUnasked() {
            assertThat(google.body(CONNECTIONS + "?personFields=names").has("nextSyncToken"))
                    .isFalse();
        }

        @Test
        void comesWithADeltaUnlessGoogleIsStrict() {
            String unasked = LIST.replace("&requestSyncToken=true", "") + "&syncToken=" + google.syncToken();

            assertThat(google.body(unasked).has("nextSyncToken")).isTrue();
            google.switches.strictSyncToken = true;
            assertThat(google.body(unasked).has("nextSyncToken")).isFalse();
        }

        @Test
        void comesWithGroupsAlways() {
            assertThat(google.lastPage("/v1/contactGroups?pageSize=3").has("nextSyncToken"))
                    .isTrue();
        }
    }
}
