package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every tool times every role. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ToolAccessTest {

    private static final Set<String> FOR_OPERATORS =
            Set.of("contacts_sync_now", "contacts_source_reconcile", "contacts_review_resolve");

    private static final Set<String> FOR_ADMINS = Set.of("contacts_replay");

    private static final Map<String, Object> ANYTHING = Map.of(
            "id", UUID.randomUUID().toString(),
            "decision", "dismiss",
            "contact_id", UUID.randomUUID().toString(),
            "replay_id", UUID.randomUUID().toString());

    @Test
    void letsEachRoleCallWhatItMayAndNothingElse() {
        JsonPath listed = ToolClient.request(KithServers.ADMIN_KEY, "tools/list", Map.of())
                .jsonPath();
        List<String> tools = listed.getList("result.tools.name");
        assertThat(tools).containsAll(FOR_OPERATORS);
        var softly = new SoftAssertions();
        for (String role : List.of("viewer", "operator", "admin")) {
            String key = key(role);
            for (String tool : tools) {
                boolean allowed = role.equals("admin")
                        || !FOR_ADMINS.contains(tool) && (role.equals("operator") || !FOR_OPERATORS.contains(tool));
                ToolClient.Answer answer = ToolClient.call(key, tool, arguments(listed, tool));
                softly.assertThat(answer.text().contains("FORBIDDEN"))
                        .as("%s by %s is refused", tool, role)
                        .isNotEqualTo(allowed);
            }
        }
        softly.assertAll();
    }

    /** Something for each argument that the tool takes. */
    private static Map<String, Object> arguments(JsonPath listed, String tool) {
        Map<String, Object> takes =
                listed.getMap("result.tools.find { it.name == '" + tool + "' }.inputSchema.properties");
        var arguments = new HashMap<>(ANYTHING);
        arguments.keySet().retainAll(takes.keySet());
        return arguments;
    }

    @Test
    void doesNotServeStrangersNorAgents() {
        assertRefused(ToolClient.request(null, "tools/list", Map.of()), 401, "UNAUTHENTICATED");
        assertRefused(ToolClient.request("kith_wrong", "tools/list", Map.of()), 401, "UNAUTHENTICATED");
        assertRefused(ToolClient.request(key("agent"), "tools/list", Map.of()), 403, "FORBIDDEN");
        assertRefused(given().get("/mcp/sse"), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://127.0.0.1.evil.example", "null"})
    void refusesPagesOfOtherOrigins(String origin) {
        Response refused = given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"))
                .post("/mcp");

        assertRefused(refused, 403, "FORBIDDEN");
    }

    private static void assertRefused(Response refused, int status, String code) {
        assertThat(refused.statusCode() + " " + refused.path("error.code")).isEqualTo(status + " " + code);
    }

    private static String key(String role) {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("name", role, "role", role))
                .post("/api/keys")
                .path("data.key");
    }
}
