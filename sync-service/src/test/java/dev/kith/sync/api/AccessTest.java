package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.stranger;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every route times every role. A route that is not listed here fails the test. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class AccessTest {

    private static final Set<String> VIEWERS = Set.of("viewer", "operator", "admin");
    private static final Set<String> VIEWERS_AND_AGENTS = Set.of("viewer", "operator", "admin", "agent");
    private static final Set<String> OPERATORS = Set.of("operator", "admin");
    private static final Set<String> ADMINS = Set.of("admin");
    private static final Set<String> AGENTS = Set.of("agent");

    private static final Map<String, Set<String>> MAY = Map.ofEntries(
            Map.entry("GET /api/contacts", VIEWERS),
            Map.entry("POST /api/contacts", OPERATORS),
            Map.entry("GET /api/contacts/{id}", VIEWERS),
            Map.entry("PUT /api/contacts/{id}", OPERATORS),
            Map.entry("DELETE /api/contacts/{id}", OPERATORS),
            Map.entry("GET /api/contacts/{id}/interactions", VIEWERS),
            Map.entry("POST /api/contacts/{id}/interactions", OPERATORS),
            Map.entry("POST /api/import/contacts", OPERATORS),
            Map.entry("POST /api/import/interactions", OPERATORS),
            Map.entry("GET /api/import/interactions/{runId}", VIEWERS),
            Map.entry("POST /api/batches", AGENTS),
            Map.entry("GET /api/accounts", VIEWERS),
            Map.entry("POST /api/accounts", ADMINS),
            Map.entry("DELETE /api/accounts/{provider}/{accountId}", ADMINS),
            Map.entry("POST /api/accounts/{provider}/{accountId}/test", OPERATORS),
            Map.entry("POST /api/accounts/{provider}/{accountId}/pause", OPERATORS),
            Map.entry("POST /api/accounts/{provider}/{accountId}/resume", OPERATORS),
            Map.entry("POST /api/sync/now", OPERATORS),
            Map.entry("GET /api/sync/status", VIEWERS),
            Map.entry("GET /api/sync/events", VIEWERS),
            Map.entry("GET /api/sync/runs", VIEWERS_AND_AGENTS),
            Map.entry("GET /api/sync/runs/{runId}", VIEWERS_AND_AGENTS),
            Map.entry("POST /api/sync/runs/{runId}/approve", OPERATORS),
            Map.entry("POST /api/sync/runs/{runId}/reject", OPERATORS),
            Map.entry("GET /api/sources", VIEWERS),
            Map.entry("POST /api/sources/reconcile", OPERATORS),
            Map.entry("GET /api/activity", VIEWERS),
            Map.entry("GET /api/review", VIEWERS),
            Map.entry("POST /api/review/{id}", OPERATORS),
            Map.entry("POST /api/contacts/{id}/merge", OPERATORS),
            Map.entry("POST /api/merges/{mergeId}/undo", OPERATORS),
            Map.entry("GET /api/contacts/{id}/provenance", VIEWERS),
            Map.entry("GET /api/contacts/{id}/photo", VIEWERS),
            Map.entry("GET /api/import/contacts/{runId}", VIEWERS),
            Map.entry("POST /api/quarantine/{id}/retry", OPERATORS),
            Map.entry("GET /api/quarantine", VIEWERS),
            Map.entry("GET /api/dead-letters", VIEWERS),
            Map.entry("GET /api/keys", ADMINS),
            Map.entry("POST /api/keys", ADMINS),
            Map.entry("DELETE /api/keys/{id}", ADMINS));

    /** Its answer has no end. */
    private static final String STREAM = "GET /api/sync/events";

    @TestHTTPResource("/")
    URI root;

    @Test
    void listsEveryRoute() {
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @Test
    void letsEachRoleDoWhatItMayAndNothingElse() {
        Map<String, String> keys = new LinkedHashMap<>();
        VIEWERS_AND_AGENTS.forEach(role -> keys.put(role, newKey(role)));
        var softly = new SoftAssertions();
        for (String route : routes()) {
            softly.assertThat(call(route, null)).as("%s by a stranger", route).isEqualTo(401);
            softly.assertThat(call(route, "kith_wrong"))
                    .as("%s with a wrong key", route)
                    .isEqualTo(401);
            keys.forEach((role, key) -> {
                int status = call(route, key);
                if (MAY.getOrDefault(route, Set.of()).contains(role)) {
                    softly.assertThat(status).as("%s by %s", route, role).isNotIn(401, 403, 405, 500);
                } else {
                    softly.assertThat(status).as("%s by %s", route, role).isEqualTo(403);
                }
            });
        }
        softly.assertAll();
    }

    private int call(String route, String key) {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{(provider|accountId)}", "nobody")
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        if (route.equals(STREAM)) {
            return EventStream.statusOf(root.resolve(path), key);
        }
        var request = key == null ? stranger() : with(key);
        return request.request(parts[0], path).statusCode();
    }

    private static Set<String> routes() {
        JsonPath api = new JsonPath(
                admin().accept("application/json").get("/q/openapi").asString());
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        Set<String> routes = new TreeSet<>();
        paths.forEach((path, operations) -> List.of("get", "post", "put", "delete", "patch").stream()
                .filter(operations::containsKey)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }
}
