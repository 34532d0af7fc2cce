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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("How the stand-in tells what changed")
class SyncRulesTest {

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Nested
    @DisplayName("S20: a sync token stands for the start of its chain and the time of the full sync")
    class SyncTokens {

        @Test
        void repeatsInTheNextDeltaWhatChangedDuringTheChain() {
            String pageToken =
                    google.body(LIST + "&pageSize=2").path("nextPageToken").asText();
            google.control.putContact(ADA, "a3", named("Changed"));
            JsonNode last = google.body(LIST + "&pageSize=2&pageToken=" + pageToken);
            assertThat(names(last)).containsExactly("Changed");

            String sync = last.path("nextSyncToken").asText();

            assertThat(names(google.body(LIST + "&pageSize=2&syncToken=" + sync)))
                    .containsExactly("Changed");
        }

        @Test
        void keepsTheAgeOfTheFullSyncThroughDeltas() {
            String full = google.syncToken();
            google.control.advance(Duration.ofDays(4));
            google.client.refresh("refresh-ada");
            String renewed = google.delta(full).path("nextSyncToken").asText();
            google.control.advance(Duration.ofDays(4));
            google.client.refresh("refresh-ada");

            assertThat(google.get(LIST + "&syncToken=" + renewed).reason()).isEqualTo("EXPIRED_SYNC_TOKEN");
        }
    }

    @Nested
    @DisplayName("S21: a sync token lives for 7 days")
    class Expiry {

        @Test
        void isRefusedAsExpiredAfterThem() {
            String sync = google.syncToken();
            google.control.advance(Duration.ofDays(7));
            google.client.refresh("refresh-ada");
            assertThat(google.get(LIST + "&syncToken=" + sync).status()).isEqualTo(200);
            google.control.advance(Duration.ofSeconds(1));

            Answer answer = google.get(LIST + "&syncToken=" + sync);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.reason()).isEqualTo("EXPIRED_SYNC_TOKEN");
            assertThat(answer.body().at("/error/status").asText()).isEqualTo("FAILED_PRECONDITION");
            assertThat(answer.message())
                    .isEqualTo("Sync token is expired. Clear local cache and retry call without the sync token.");
        }

        @Test
        void saysSoInTheOtherFormsOnRecord() {
            String sync = google.syncToken();
            google.control.expireSyncTokens(ADA);
            google.switches.expiredStatus = "INVALID_ARGUMENT";
            google.switches.expiredDetails = false;

            Answer answer = google.get(LIST + "&syncToken=" + sync);

            assertThat(answer.body().at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
            assertThat(answer.body().path("error").has("details")).isFalse();
            google.switches.expiredGone = true;
            assertThat(google.get(LIST + "&syncToken=" + sync).status()).isEqualTo(410);
        }

        @Test
        void endsByCommandForPeopleAndGroupsAndNotForLaterTokens() {
            String people = google.syncToken();
            String groups =
                    google.body("/v1/contactGroups").path("nextSyncToken").asText();
            google.control.expireSyncTokens(ADA);

            assertThat(google.get(LIST + "&syncToken=" + people).reason()).isEqualTo("EXPIRED_SYNC_TOKEN");
            assertThat(google.get("/v1/contactGroups?syncToken=" + groups).reason())
                    .isEqualTo("EXPIRED_SYNC_TOKEN");
            assertThat(google.get(LIST + "&syncToken=" + google.syncToken()).status())
                    .isEqualTo(200);
        }

        @Test
        void strikesInTheMiddleOfAChainToo() {
            String delta = LIST + "&pageSize=1&syncToken="
                    + google.lastPage(LIST + "&pageSize=1")
                            .path("nextSyncToken")
                            .asText();
            google.control.touchContact(ADA, "a1");
            google.control.touchContact(ADA, "a2");
            String pageToken = google.body(delta).path("nextPageToken").asText();
            google.control.expireSyncTokens(ADA);

            assertThat(google.get(delta + "&pageToken=" + pageToken).reason()).isEqualTo("EXPIRED_SYNC_TOKEN");
        }
    }

    @Test
    @DisplayName("S22: a sync token with other parameters is invalid, not expired")
    void refusesASyncTokenOfAnotherRequest() {
        String sync = google.syncToken();

        Answer otherMask = google.get(CONNECTIONS + "?personFields=names&syncToken=" + sync);

        assertThat(otherMask.status()).isEqualTo(400);
        assertThat(otherMask.body().at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(otherMask.body().toString()).doesNotContain("EXPIRED");
        assertThat(google.get(LIST + "&sources=READ_SOURCE_TYPE_CONTACT&syncToken=" + sync)
                        .status())
                .isEqualTo(400);
        assertThat(google.get(LIST + "&syncToken=garbage").status()).isEqualTo(400);
    }

    @Nested
    @DisplayName("S23: a delta is the latest state of what changed, deletions as tombstones")
    class Deltas {

        @Test
        void showsEachContactOnceInItsLatestState() {
            String sync = google.syncToken();
            google.control.putContact(ADA, "a1", named("Once"));
            google.control.putContact(ADA, "a1", named("Twice"));

            assertThat(names(google.delta(sync))).containsExactly("Twice");
        }

        @Test
        void reportsADeletionThatAFullSyncNeverShows() {
            String sync = google.syncToken();
            google.control.deleteContact(ADA, "a2");

            JsonNode tombstone = google.delta(sync).at("/connections/0");

            assertThat(tombstone.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("resourceName", "etag", "metadata");
            assertThat(tombstone.at("/metadata/deleted").asBoolean()).isTrue();
            assertThat(tombstone.at("/metadata/sources/0/id").asText()).isEqualTo("a2");
            assertThat(names(google.body(LIST))).containsExactly("Person 1", "Person 3");
        }

        @Test
        void leavesTheSourcesOutOfATombstoneBySwitch() {
            google.switches.tombstonesWithoutSources = true;
            String sync = google.syncToken();
            google.control.deleteContact(ADA, "a2");

            JsonNode metadata = google.delta(sync).at("/connections/0/metadata");

            assertThat(metadata.path("deleted").asBoolean()).isTrue();
            assertThat(metadata.has("sources")).isFalse();
        }

        @Test
        void tellsTheDeletionOfAContactNobodyHeardOf() {
            String sync = google.syncToken();
            String name = google.control.putContact(ADA, "a9", named("Brief"));
            google.control.deleteContact(ADA, "a9");

            assertThat(google.delta(sync).at("/connections/0/resourceName").asText())
                    .isEqualTo(name);
        }

        @Test
        void bringsARestoredContactBackUnderItsName() {
            String name = google.body(LIST).at("/connections/0/resourceName").asText();
            google.control.deleteContact(ADA, "a1");
            String sync = google.syncToken();
            google.control.putContact(ADA, "a1", named("Restored"));

            JsonNode restored = google.delta(sync).at("/connections/0");

            assertThat(restored.path("resourceName").asText()).isEqualTo(name);
            assertThat(restored.at("/metadata").has("deleted")).isFalse();
        }
    }

    @Test
    @DisplayName("S24: a delta may span several pages")
    void pagesDeltas() {
        String paged = LIST + "&pageSize=2";
        String sync = google.lastPage(paged).path("nextSyncToken").asText();
        List.of("a3", "a1", "a2").forEach(source -> google.control.touchContact(ADA, source));

        List<JsonNode> pages = google.pages(paged + "&syncToken=" + sync);

        assertThat(pages).hasSize(2);
        assertThat(names(pages.get(0))).containsExactly("Person 3", "Person 1");
        assertThat(names(pages.get(1))).containsExactly("Person 2");
        assertThat(pages.get(0).has("nextSyncToken")).isFalse();
    }

    @Test
    @DisplayName("S25: an empty delta has no array and still a sync token")
    void givesASyncTokenForAnEmptyDelta() {
        assertThat(google.delta(google.syncToken()).fieldNames()).toIterable().containsExactly("nextSyncToken");
    }

    @Nested
    @DisplayName("S26: a full sync lists the least recently changed first")
    class Order {

        private final String pageToken =
                google.body(LIST + "&pageSize=2").path("nextPageToken").asText();

        @Test
        void movesWhatIsEditedMeanwhileToTheEnd() {
            google.control.putContact(ADA, "a1", named("Edited"));

            assertThat(names(google.body(LIST + "&pageSize=2&pageToken=" + pageToken)))
                    .containsExactly("Person 3", "Edited");
        }

        @Test
        void showsInTheNextDeltaWhatIsDeletedAfterItsPage() {
            google.control.deleteContact(ADA, "a1");

            JsonNode last = google.body(LIST + "&pageSize=2&pageToken=" + pageToken);
            JsonNode delta = google.body(
                    LIST + "&pageSize=2&syncToken=" + last.path("nextSyncToken").asText());

            assertThat(names(last)).containsExactly("Person 3");
            assertThat(delta.at("/connections/0/metadata/deleted").asBoolean()).isTrue();
        }

        @Test
        void refusesAnyOtherOrder() {
            assertThat(google.get(LIST + "&sortOrder=LAST_MODIFIED_DESCENDING").status())
                    .isEqualTo(400);
            assertThat(google.get(LIST + "&sortOrder=LAST_MODIFIED_ASCENDING").status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("S27: something can happen just before a page is answered")
    void mutatesBeforeAPage() {
        google.control.beforePage(ADA, 2, () -> google.control.deleteContact(ADA, "a3"));

        List<JsonNode> pages = google.pages(LIST + "&pageSize=2");

        assertThat(names(pages.get(0))).containsExactly("Person 1", "Person 2");
        assertThat(names(pages.get(1))).isEmpty();
        assertThat(names(google.body(LIST))).hasSize(2);
    }

    @Nested
    @DisplayName("S28: a write may take a while to become visible, and is not lost")
    class PropagationDelay {

        @Test
        void comesWithTheDeltaAfterIt() {
            google.control.advance(Duration.ofMinutes(10));
            google.switches.propagationSeconds = 120;
            google.control.putContact(ADA, "a9", named("Late"));
            google.control.putContact(ADA, "a1", named("Renamed"));
            google.control.putContact(ADA, "a1", named("Renamed again"));
            google.control.deleteContact(ADA, "a2");
            String sync = google.syncToken();
            assertThat(names(google.body(LIST))).containsExactlyInAnyOrder("Person 1", "Person 2", "Person 3");
            assertThat(google.body(LIST).path("totalItems").asInt()).isEqualTo(3);
            google.control.advance(Duration.ofMinutes(3));

            JsonNode delta = google.delta(sync);

            assertThat(delta.path("connections")).hasSize(3);
            assertThat(names(delta)).contains("Late", "Renamed again");
        }

        @Test
        void isNotLostWhenItBecomesVisibleInTheMiddleOfAChain() {
            google.control.advance(Duration.ofMinutes(10));
            google.switches.propagationSeconds = 120;
            google.control.putContact(ADA, "a1", named("Late"));
            String pageToken =
                    google.body(LIST + "&pageSize=2").path("nextPageToken").asText();
            google.control.advance(Duration.ofMinutes(3));
            String sync = google.body(LIST + "&pageSize=2&pageToken=" + pageToken)
                    .path("nextSyncToken")
                    .asText();

            assertThat(names(google.body(LIST + "&pageSize=2&syncToken=" + sync)))
                    .contains("Late");
        }
    }

    @Nested
    @DisplayName("S29: a rename changes the name and keeps the source")
    class Renames {

        @Test
        void tellsTheFormerNameInCallsWithASyncTokenOnly() {
            String sync = google.syncToken();
            google.control.renameContact(ADA, "a1", "people/123");

            JsonNode renamed = google.delta(sync).at("/connections/0");

            assertThat(renamed.path("resourceName").asText()).isEqualTo("people/123");
            assertThat(renamed.at("/metadata/sources/0/id").asText()).isEqualTo("a1");
            assertThat(renamed.at("/metadata/previousResourceNames"))
                    .extracting(JsonNode::asText)
                    .containsExactly("people/c161");
            assertThat(google.body(LIST).toString()).doesNotContain("previousResourceNames");
        }

        @Test
        void buriesTheFormerNameBeforeOrAfterTheNewOneBySwitch() {
            google.switches.renameTombstone = "before";
            String sync = google.syncToken();
            google.control.renameContact(ADA, "a1", "people/123");
            JsonNode before = google.delta(sync).path("connections");
            google.switches.renameTombstone = "after";
            google.control.renameContact(ADA, "a2", "people/456");
            JsonNode after = google.delta(sync).path("connections");

            assertThat(before)
                    .extracting(person -> person.path("resourceName").asText())
                    .containsExactly("people/c161", "people/123");
            assertThat(before.get(0).at("/metadata/deleted").asBoolean()).isTrue();
            assertThat(after)
                    .extracting(person -> person.path("resourceName").asText())
                    .endsWith("people/456", "people/c162");
        }

        @Test
        void isFoundUnderTheFormerNameUnlessThatIsGoneBySwitch() {
            google.switches.renameTombstone = "after";
            google.control.renameContact(ADA, "a1", "people/123");

            assertThat(google.get("/v1/people/c161?personFields=names").status())
                    .isEqualTo(200);
            google.switches.formerNamesGone = true;
            assertThat(google.get("/v1/people/c161?personFields=names").status())
                    .isEqualTo(404);
            assertThat(google.get("/v1/people/123?personFields=names").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("S30: a contact may count as modified though no field of it changed")
    void movesTheVersionAlone() {
        JsonNode before = google.body(LIST).at("/connections/0");
        String sync = google.syncToken();
        google.control.advance(Duration.ofSeconds(5));
        google.control.touchContact(ADA, "a1");

        JsonNode touched = google.delta(sync).at("/connections/0");

        assertThat(touched.path("names")).isEqualTo(before.path("names"));
        assertThat(source(touched, "etag")).isNotEqualTo(source(before, "etag"));
        assertThat(source(touched, "updateTime")).isNotEqualTo(source(before, "updateTime"));
    }

    @Test
    @DisplayName("S31: a person's etag moves with the mask, its source's does not")
    void tellsTheMaskInTheEtagOfThePersonOnly() {
        JsonNode one = google.body(LIST).at("/connections/0");
        JsonNode other = google.body(CONNECTIONS + "?personFields=metadata").at("/connections/0");

        assertThat(other.path("etag")).isNotEqualTo(one.path("etag"));
        assertThat(source(other, "etag")).isEqualTo(source(one, "etag"));
    }

    private static String source(JsonNode person, String property) {
        return person.at("/metadata/sources/0/" + property).asText();
    }
}
