package dev.kith.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.StandInClient.Answer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandInBehaviourTest {

    private static final String PATH = "/v1/people/me/connections";
    private static final String LIST = PATH + "?personFields=names,metadata,emailAddresses&requestSyncToken=true";

    private final GoogleStandIn google = GoogleStandIn.start(StandInOptions.temporary());
    private final StandInControl control = google.control();
    private final StandInClient client = new StandInClient(google.url());

    @BeforeEach
    void connect() {
        control.createAccount("ada", "ada@example.com", "refresh-ada", Set.of(StandInControl.CONTACTS_SCOPE));
        for (int i = 1; i <= 3; i++) {
            control.putContact("ada", "a" + i, StandInClient.named("Person " + i));
        }
        client.refresh("refresh-ada");
    }

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    @DisplayName("S2 a batch answers for every name asked for, known or not")
    void answersBatch() {
        String name = client.get(LIST).body().at("/connections/0/resourceName").asText();

        JsonNode responses = client.get(
                        "/v1/people:batchGet?personFields=names&resourceNames=" + name + "&resourceNames=people/c0")
                .body()
                .path("responses");

        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).has("person")).isTrue();
        assertThat(responses.get(1).has("person")).isFalse();
    }

    @Test
    @DisplayName("S9 an unknown client is invalid_client")
    void refusesUnknownClient() {
        control.switches().invalidClient = true;

        assertThat(client.refresh("refresh-ada").body().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    @DisplayName("S13 a page size above 1000 is refused, or clamped by switch")
    void refusesOrClampsPageSize() {
        assertThat(client.get(LIST + "&pageSize=1001").status()).isEqualTo(400);
        control.switches().clampPageSize = true;
        assertThat(client.get(LIST + "&pageSize=1001").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S15 page tokens expire")
    void expiresPageToken() {
        control.switches().pageTokenLifeSeconds = 60;
        String page =
                client.get(LIST + "&pageSize=2").body().path("nextPageToken").asText();
        control.advance(Duration.ofSeconds(61));

        assertThat(client.get(LIST + "&pageSize=2&pageToken=" + page).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("S16 a page may be empty and still have a next one")
    void givesEmptyPage() {
        control.switches().emptyPageEvery = 1;

        JsonNode page = client.get(LIST).body();

        assertThat(page.has("connections")).isFalse();
        assertThat(page.has("nextPageToken")).isTrue();
    }

    @Test
    @DisplayName("S20 S27 what changes during a chain is in the next delta")
    void repeatsChangesOfTheChain() {
        control.beforePage("ada", 2, () -> control.putContact("ada", "a1", StandInClient.named("Changed")));
        String page =
                client.get(LIST + "&pageSize=2").body().path("nextPageToken").asText();
        String sync = client.get(LIST + "&pageSize=2&pageToken=" + page)
                .body()
                .path("nextSyncToken")
                .asText();
        if (sync.isEmpty()) {
            String third = client.get(LIST + "&pageSize=2&pageToken=" + page)
                    .body()
                    .path("nextPageToken")
                    .asText();
            sync = client.get(LIST + "&pageSize=2&pageToken=" + third)
                    .body()
                    .path("nextSyncToken")
                    .asText();
        }

        JsonNode delta = client.get(LIST + "&pageSize=2&syncToken=" + sync).body();

        assertThat(delta.at("/connections/0/names/0/givenName").asText()).isEqualTo("Changed");
    }

    @Test
    @DisplayName("S28 a write becomes visible later, and is then not lost")
    void delaysWrites() {
        control.advance(Duration.ofMinutes(10));
        control.switches().propagationSeconds = 120;
        control.putContact("ada", "a9", StandInClient.named("Late"));
        String sync = syncToken();
        assertThat(client.get(LIST).body().path("connections")).hasSize(3);
        control.advance(Duration.ofMinutes(3));

        assertThat(client.get(LIST + "&syncToken=" + sync).body().path("connections"))
                .hasSize(1);
    }

    @Test
    @DisplayName("S29 a rename names the old name in calls with a sync token only")
    void renames() {
        String sync = syncToken();
        control.renameContact("ada", "a1", "people/123");

        JsonNode renamed = client.get(LIST + "&syncToken=" + sync).body().at("/connections/0");

        assertThat(renamed.path("resourceName").asText()).isEqualTo("people/123");
        assertThat(renamed.at("/metadata/previousResourceNames")).hasSize(1);
        assertThat(client.get(LIST).body().toString()).doesNotContain("previousResourceNames");
    }

    @Test
    @DisplayName("S30 S31 a touch moves the source's version, the mask moves only the person's")
    void versions() {
        JsonNode before = client.get(LIST).body().at("/connections/0");
        JsonNode otherMask = client.get(PATH + "?personFields=metadata").body().at("/connections/0");
        control.touchContact("ada", "a1");
        JsonNode touched = client.get(LIST).body().at("/connections/2");

        assertThat(otherMask.path("etag")).isNotEqualTo(before.path("etag"));
        assertThat(sourceEtag(otherMask)).isEqualTo(sourceEtag(before));
        assertThat(sourceEtag(touched)).isNotEqualTo(sourceEtag(before));
    }

    @Test
    @DisplayName("S33 lists cut more than 100 e-mail addresses")
    void cutsLongLists() {
        ObjectNode person = StandInClient.named("Many");
        ArrayNode emails = person.putArray("emailAddresses");
        for (int i = 0; i < 120; i++) {
            emails.addObject().put("value", "m" + i + "@example.com");
        }
        control.putContact("ada", "a7", person);

        assertThat(client.get(LIST).body().at("/connections/3/emailAddresses")).hasSize(100);
    }

    @Test
    @DisplayName("S34 there are eight system groups beside the user's own")
    void listsGroups() {
        control.putGroup("ada", "g1", "Choir");

        assertThat(client.get("/v1/contactGroups").body().path("contactGroups")).hasSize(9);
    }

    @Test
    @DisplayName("S35 S37 too many reads are 429, with Retry-After by switch")
    void limitsReads() {
        control.switches().readsPerMinute = 1;
        control.switches().retryAfterSeconds = 7;
        client.get(LIST);

        Answer refused = client.get(LIST);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.raw().headers().firstValue("retry-after")).contains("7");
    }

    @Test
    @DisplayName("S36 first pages of full syncs have their own quota")
    void limitsFullSyncs() {
        control.switches().fullSyncsPerHour = 1;
        client.get(LIST);

        assertThat(client.get(LIST).message()).startsWith("Resource has been exhausted");
    }

    @Test
    @DisplayName("S38 a scripted fault strikes the nth call only")
    void strikesOnce() {
        control.fault(new Fault(PATH, 2, Fault.Kind.UNAVAILABLE));

        assertThat(client.get(LIST).status()).isEqualTo(200);
        assertThat(client.get(LIST).status()).isEqualTo(503);
        assertThat(client.get(LIST).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S40 requests are recorded without their token")
    void recordsRequests() {
        client.get(LIST);

        assertThat(control.requests()).anyMatch(request -> request.toString().contains(PATH));
        assertThat(control.requests().toString()).doesNotContain("Bearer");
    }

    private static String sourceEtag(JsonNode person) {
        return person.at("/metadata/sources/0/etag").asText();
    }

    private String syncToken() {
        return client.get(LIST).body().path("nextSyncToken").asText();
    }
}
