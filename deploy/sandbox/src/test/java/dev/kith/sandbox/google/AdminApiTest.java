package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.CONNECTIONS;
import static dev.kith.sandbox.google.StandInFixture.LIST;
import static dev.kith.sandbox.google.StandInFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.google.StandInClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest {

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void opensAnAccountWithPeopleInIt() {
        command("/accounts", "{'account':'bob','refreshToken':'refresh-bob'}");
        Answer put = command(
                "/contacts/put",
                "{'account':'bob','sourceId':'b0b','person':{'names':[{'givenName':'Grace'}]},"
                        + "'profile':{'names':[{'givenName':'Grace H.'}]}}");
        google.client.refresh("refresh-bob");

        assertThat(put.text("resourceName")).isEqualTo("people/c2827");
        assertThat(names(google.body(LIST))).containsExactly("Grace");
        assertThat(google.body(LIST).at("/connections/0/names")).hasSize(2);
        assertThat(read("/accounts").path("bob").asText()).isEqualTo("bob@example.com");
    }

    @Test
    void changesContactsGroupsAndOtherContacts() {
        command("/contacts/delete", "{'account':'ada','sourceId':'a1'}");
        command("/contacts/rename", "{'account':'ada','sourceId':'a2','resourceName':'people/7'}");
        command("/contacts/touch", "{'account':'ada','sourceId':'a2'}");
        command("/groups/put", "{'account':'ada','id':'g1','name':'Choir'}");
        command("/groups/put", "{'account':'ada','id':'g2','name':'Band'}");
        command("/groups/delete", "{'account':'ada','id':'g2'}");
        command("/other-contacts/put", "{'account':'ada','sourceId':'b1','person':{'names':[{'givenName':'Once'}]}}");
        command("/other-contacts/put", "{'account':'ada','sourceId':'b2','person':{'names':[{'givenName':'Gone'}]}}");
        command("/other-contacts/delete", "{'account':'ada','sourceId':'b2'}");

        JsonNode truth = read("/truth?account=ada");

        assertThat(truth.path("contacts").fieldNames()).toIterable().containsExactly("people/c163", "people/7");
        assertThat(truth.path("otherContacts").fieldNames()).toIterable().containsExactly("otherContacts/c177");
        assertThat(truth.at("/groups/contactGroups~1g1").asText()).isEqualTo("Choir");
        assertThat(truth.path("groups")).hasSize(1);
    }

    @Test
    void endsGrantsAndTokens() {
        String sync = google.syncToken();
        command("/sync-tokens/expire", "{'account':'ada'}");
        assertThat(google.get(LIST + "&syncToken=" + sync).reason()).isEqualTo("EXPIRED_SYNC_TOKEN");
        command("/access-tokens/expire", "");
        assertThat(google.get(LIST).status()).isEqualTo(401);
        command("/accounts/revoke", "{'account':'ada'}");
        assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(400);
        command("/accounts/grant", "{'account':'ada','refreshToken':'again'}");
        assertThat(google.client.refresh("again").status()).isEqualTo(200);
    }

    @Test
    void letsSomebodyElseAnswerAndConsent() {
        command("/accounts/identity", "{'account':'ada','profileId':'999'}");
        command("/accounts", "{'account':'bob'}");
        command("/accounts/consents", "{'account':'bob','withheldScopes':['one']}");

        assertThat(google.body("/v1/people/me?personFields=metadata")
                        .path("resourceName")
                        .asText())
                .isEqualTo("people/999");
        assertThat(google.client
                        .getWithoutToken("/o/oauth2/v2/auth?client_id=c&redirect_uri=http://x/&response_type=code"
                                + "&scope=one%20two")
                        .header("location"))
                .endsWith("&scope=two");
    }

    @Test
    void flipsSwitchesAndMovesTheClock() {
        JsonNode switches = command("/switches", "{'readsPerMinute':7,'renameTombstone':'before'}")
                .body();
        String before = read("/clock").path("now").asText();
        command("/clock/advance", "{'by':'P8D'}");

        assertThat(switches.path("readsPerMinute").asInt()).isEqualTo(7);
        assertThat(google.switches.renameTombstone).isEqualTo("before");
        assertThat(read("/switches")).isEqualTo(switches);
        assertThat(read("/clock").path("now").asText()).isGreaterThan(before);
        assertThat(google.get(LIST).status()).isEqualTo(401);
    }

    @Test
    void scriptsFaultsAndMutationsForLater() {
        command("/faults", "{'endpoint':'" + CONNECTIONS + "','call':1,'kind':'INTERNAL'}");
        command(
                "/before-page",
                "{'account':'ada','page':1,'commands':"
                        + "[{'path':'/contacts/delete','body':{'account':'ada','sourceId':'a1'}}]}");

        assertThat(google.get(LIST).status()).isEqualTo(500);
        assertThat(names(google.body(LIST))).containsExactly("Person 2", "Person 3");
    }

    @Test
    void tellsWhatItWasAskedButNotWhatItWasCommanded() {
        command("/requests/clear", "");
        google.get(LIST);

        assertThat(read("/requests").path("items")).hasSize(1);
        assertThat(read("/requests").at("/items/0/path").asText()).isEqualTo(CONNECTIONS);
        assertThat(read("/counters").path("refreshes").asInt()).isEqualTo(1);
    }

    @Test
    void namesItsReadingsAndCommands() {
        assertThat(read("").path("POST").toString()).contains("/contacts/put", "/switches");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "/contacts/put|{'account':'ada','sourceId':'a1'}|\"person\"",
                "/contacts/put|{'account':'ada','sourceId':'zz','person':{}}|hexadecimal",
                "/contacts/put|{'account':'eve','sourceId':'a1','person':{}}|no account eve",
                "/contacts/delete|{'account':'ada','sourceId':'f9'}|no contact",
                "/groups/delete|{'account':'ada','id':'none'}|no group",
                "/switches|{'apiDisable':true}|no such switch",
                "/faults|{'endpoint':'/token','kind':'FIRE'}|UNAUTHORIZED",
                "/before-page|{'account':'ada','commands':[{'path':'/nothing'}]}|no command /nothing",
                "/clock/advance|{'by':'a week'}|duration",
                "/clock/advance|{'by':'-PT1S'}|forward",
                "/accounts|not json|no JSON"
            })
    void refusesAWrongCommandWithTheReason(String path, String body, String reason) {
        Answer answer = command(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).contains(reason);
    }

    @Test
    void tellsUnknownCommandsFromWrongMethods() {
        assertThat(command("/nothing", "{}").status()).isEqualTo(404);
        assertThat(command("/truth", "{}").status()).isEqualTo(405);
        assertThat(google.client.getWithoutToken(AdminApi.ROOT + "/faults").status())
                .isEqualTo(405);
    }

    private Answer command(String path, String body) {
        return google.client.post(AdminApi.ROOT + path, body.replace('\'', '"'));
    }

    private JsonNode read(String path) {
        Answer answer = google.client.getWithoutToken(AdminApi.ROOT + path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
