package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Replays;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an assistant sees that uses the protocol's own client. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class OfficialClientTest {

    @TestHTTPResource("/mcp")
    URI mcp;

    @Inject
    Pool pool;

    private String account;

    @BeforeAll
    static void install() {
        NodeClient.install();
    }

    @AfterEach
    void disconnect() {
        if (account != null) {
            given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                    .delete("/api/accounts/google/" + account);
        }
    }

    @Test
    void listsEveryToolAndCallsIt() throws Exception {
        account = connectedAccount();
        Replays.awaitNone(pool);
        String contact = given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Ada Lovelace"))
                .post("/api/contacts")
                .path("data.id");

        JsonPath seen = NodeClient.call(
                mcp.toString(),
                KithServers.ADMIN_KEY,
                List.of(
                        call("contacts_sync_now", Map.of("account_id", account, "mode", "full", "wait", "PT60S")),
                        call("contacts_sync_status", Map.of()),
                        call("contacts_source_list", Map.of()),
                        call("contacts_source_reconcile", Map.of("contact_id", contact)),
                        call("contacts_replay", Map.of("provider", "google", "account_id", account)),
                        call("contacts_search", Map.of("search", "lovelace")),
                        call("contacts_explain", Map.of("contact_id", contact)),
                        call("contacts_activity", Map.of("limit", 10)),
                        call("contacts_review_list", Map.of()),
                        call(
                                "contacts_review_resolve",
                                Map.of("id", UUID.randomUUID().toString(), "decision", "dismiss"))));

        assertThat(seen.getString("server.name")).isEqualTo("kith");
        Set<String> called = new TreeSet<>(seen.getList("results.name"));
        assertThat(seen.<String>getList("tools.name")).containsExactlyInAnyOrderElementsOf(called);
        assertThat(seen.<Boolean>getList("results.isError"))
                .containsExactly(false, false, false, false, false, false, false, false, false, true);
        assertThat(seen.getString("results[0].structuredContent.data.runs[0].state"))
                .isEqualTo("SUCCEEDED");
        assertThat(seen.<String>getList("results[0].progress.message")).contains("Syncing begins");
        assertThat(seen.getInt(
                        "results[1].structuredContent.data.find { it.accountId == '" + account + "' }.contactCount"))
                .isEqualTo(3);
        assertThat(seen.getString("results[5].structuredContent.data[0].name")).isEqualTo("Ada Lovelace");
        assertThat(seen.getString("results[9].structuredContent.error.code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void saysOfEachToolWhatItTakesAndWhetherItChangesAnything() throws Exception {
        JsonPath seen = NodeClient.call(mcp.toString(), KithServers.ADMIN_KEY, List.of());

        assertThat(seen.<String>getList("tools.findAll { !it.annotations.readOnlyHint }.name"))
                .containsExactlyInAnyOrder(
                        "contacts_sync_now", "contacts_source_reconcile", "contacts_replay", "contacts_review_resolve");
        assertThat(seen.<String>getList("tools.findAll { it.annotations.destructiveHint }.name"))
                .containsExactlyInAnyOrder("contacts_source_reconcile", "contacts_replay", "contacts_review_resolve");
        assertThat(seen.<String>getList("tools.description")).allMatch(text -> text.endsWith("."));
        assertThat(seen.<String>getList("tools.find { it.name == 'contacts_review_resolve' }.inputSchema.required"))
                .containsExactlyInAnyOrder("id", "decision");
        assertThat(seen.getString(
                        "tools.find { it.name == 'contacts_sync_now' }.inputSchema.properties.provider.default"))
                .isEqualTo("google");
    }

    private static Map<String, Object> call(String name, Map<String, Object> arguments) {
        return Map.of("name", name, "arguments", arguments);
    }

    private static String connectedAccount() {
        String account = "mcp-" + UUID.randomUUID();
        Google.account(account);
        for (int i = 1; i <= 3; i++) {
            Google.control()
                    .putContact(
                            account,
                            Integer.toHexString(account.hashCode() & 0xffffff) + "a" + i,
                            Google.person("Person" + i, "X" + account.hashCode()));
        }
        given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("provider", "google", "accountId", account, "refreshToken", "refresh-" + account))
                .post("/api/accounts")
                .then()
                .statusCode(201);
        return account;
    }
}
