package dev.kith.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.StandInClient.Answer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandInRulesTest {

    private static final String LIST = "/v1/people/me/connections?personFields=names,metadata&requestSyncToken=true";

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
    @DisplayName("S3 a parameter that the method does not have is refused")
    void refusesUnknownParameter() {
        assertThat(client.get("/v1/contactGroups?requestSyncToken=true").message())
                .contains("Unknown name \"requestSyncToken\": Cannot bind query parameter.");
    }

    @Test
    @DisplayName("S4 no token and an expired one are refused with a challenge")
    void refusesMissingAndExpiredTokens() {
        Answer missing = client.getWithoutToken(LIST);
        control.advance(Duration.ofSeconds(3600));
        Answer expired = client.get(LIST);

        assertThat(missing.body().at("/error/details/0/reason").asText()).isEqualTo("CREDENTIALS_MISSING");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.raw().headers().firstValue("www-authenticate").orElse(""))
                .contains("invalid_token");
    }

    @Test
    @DisplayName("S5 a missing scope is decided per endpoint")
    void refusesMissingScope() {
        Answer answer = client.get("/v1/otherContacts?readMask=names");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().at("/error/details/0/reason").asText()).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    }

    @Test
    @DisplayName("S6 a disabled API says so")
    void refusesWhenDisabled() {
        control.switches().apiDisabled = true;

        assertThat(client.get(LIST).body().at("/error/details/0/reason").asText())
                .isEqualTo("SERVICE_DISABLED");
    }

    @Test
    @DisplayName("S7 S11 a refresh gives no new refresh token, and is counted")
    void refreshesWithoutRotation() {
        Answer answer = client.refresh("refresh-ada");

        assertThat(answer.body().has("refresh_token")).isFalse();
        assertThat(control.refreshes()).isEqualTo(2);
    }

    @Test
    @DisplayName("S8 a revoked grant is invalid_grant")
    void refusesRevokedGrant() {
        control.revoke("ada");

        Answer answer = client.refresh("refresh-ada");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("S12 the mask is required and checked, and only what it names is returned")
    void checksMask() {
        assertThat(client.get("/v1/people/me/connections").message()).startsWith("personFields mask is required.");
        assertThat(client.get("/v1/people/me/connections?personFields=shoes").message())
                .startsWith("Invalid personFields mask path: \"shoes\".");
        assertThat(client.get("/v1/people/me/connections?personFields=names")
                        .body()
                        .at("/connections/0")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("resourceName", "etag", "names");
    }

    @Test
    @DisplayName("S14 a page token with other parameters is refused")
    void refusesForeignPageToken() {
        String page =
                client.get(LIST + "&pageSize=2").body().path("nextPageToken").asText();

        assertThat(client.get(LIST + "&pageSize=2&pageToken=" + page).status()).isEqualTo(200);
        assertThat(client.get(LIST + "&pageSize=1&pageToken=" + page).message())
                .isEqualTo("Request contains an invalid argument.");
        assertThat(client.get(LIST + "&pageToken=garbage").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("S18 S19 the total is the list's, the sync token on the last page only")
    void givesSyncTokenLast() {
        Answer first = client.get(LIST + "&pageSize=2");
        String page = first.body().path("nextPageToken").asText();
        Answer last = client.get(LIST + "&pageSize=2&pageToken=" + page);

        assertThat(first.body().path("totalItems").asInt()).isEqualTo(3);
        assertThat(first.body().has("nextSyncToken")).isFalse();
        assertThat(last.body().has("nextSyncToken")).isTrue();
        assertThat(last.body().has("nextPageToken")).isFalse();
    }

    @Test
    @DisplayName("S21 a sync token older than 7 days is 400 EXPIRED_SYNC_TOKEN")
    void expiresSyncToken() {
        String sync = syncToken();
        control.advance(Duration.ofDays(8));
        client.refresh("refresh-ada");

        Answer answer = client.get(LIST + "&syncToken=" + sync);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/reason").asText()).isEqualTo("EXPIRED_SYNC_TOKEN");
    }

    @Test
    @DisplayName("S23 a deletion is a tombstone in the delta and never in a full sync")
    void reportsDeletionsInDeltasOnly() {
        String sync = syncToken();
        control.deleteContact("ada", "a2");

        Answer delta = client.get(LIST + "&syncToken=" + sync);

        assertThat(delta.body().path("connections")).hasSize(1);
        assertThat(delta.body().at("/connections/0/metadata/deleted").asBoolean())
                .isTrue();
        assertThat(client.get(LIST).body().path("connections")).hasSize(2);
    }

    @Test
    @DisplayName("S17 S25 an empty delta has no array and still a sync token")
    void leavesEmptyArrayOut() {
        Answer delta = client.get(LIST + "&syncToken=" + syncToken());

        assertThat(delta.body().has("connections")).isFalse();
        assertThat(delta.body().has("nextSyncToken")).isTrue();
    }

    @Test
    @DisplayName("S22 a sync token with other parameters is invalid, not expired")
    void refusesForeignSyncToken() {
        Answer answer = client.get("/v1/people/me/connections?personFields=names&syncToken=" + syncToken());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).doesNotContain("EXPIRED");
    }

    private String syncToken() {
        return client.get(LIST).body().path("nextSyncToken").asText();
    }
}
