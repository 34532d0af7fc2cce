package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.stranger;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final String STRANGER = "stranger";

    /** Whoever asks must show something else than a key, and is told so. */
    private static final Set<String> WHOEVER_BEGAN = Set.of(STRANGER);

    private static final String PATH = "jakarta.ws.rs.Path";
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private static final Map<String, Set<String>> MAY = Map.ofEntries(
            Map.entry("GET /api/contacts", VIEWERS),
            Map.entry("POST /api/contacts", OPERATORS),
            Map.entry("GET /api/contacts/{id}", VIEWERS),
            Map.entry("PUT /api/contacts/{id}", OPERATORS),
            Map.entry("DELETE /api/contacts/{id}", OPERATORS),
            Map.entry("POST /api/contacts/{id}/restore", OPERATORS),
            Map.entry("GET /api/contacts/{id}/export", VIEWERS),
            Map.entry("POST /api/contacts/{id}/erase", ADMINS),
            Map.entry("GET /api/erasures/{id}", ADMINS),
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
            Map.entry("POST /api/review/{id}/undo", OPERATORS),
            Map.entry("POST /api/contacts/{id}/merge", OPERATORS),
            Map.entry("POST /api/merges/{mergeId}/undo", OPERATORS),
            Map.entry("GET /api/contacts/{id}/provenance", VIEWERS),
            Map.entry("GET /api/contacts/{id}/photo", VIEWERS),
            Map.entry("GET /api/import/contacts/{runId}", VIEWERS),
            Map.entry("POST /api/quarantine/{id}/retry", OPERATORS),
            Map.entry("GET /api/quarantine", VIEWERS),
            Map.entry("GET /api/dead-letters", VIEWERS),
            Map.entry("POST /api/replay", ADMINS),
            Map.entry("GET /api/replays/{id}", ADMINS),
            Map.entry("POST /api/replays/{id}/cancel", ADMINS),
            Map.entry("POST /api/dead-letters/{id}/redrive", OPERATORS),
            Map.entry("GET /connect/google", OPERATORS),
            Map.entry("GET /connect/google/callback", WHOEVER_BEGAN),
            Map.entry("GET /api/keys", ADMINS),
            Map.entry("POST /api/keys", ADMINS),
            Map.entry("DELETE /api/keys/{id}", ADMINS),
            Map.entry("POST /api/sign-in-links", VIEWERS),
            Map.entry("GET /", VIEWERS),
            Map.entry("GET /overview/accounts", VIEWERS),
            Map.entry("POST /overview/sync", OPERATORS),
            Map.entry("GET /review", VIEWERS),
            Map.entry("POST /review/{id}", OPERATORS),
            Map.entry("POST /review/{id}/undo", OPERATORS),
            Map.entry("GET /people", VIEWERS),
            Map.entry("GET /people/results", VIEWERS),
            Map.entry("GET /people/{id}", VIEWERS),
            Map.entry("GET /people/{id}/edit", OPERATORS),
            Map.entry("POST /people/{id}/edit", OPERATORS),
            Map.entry("GET /people/{id}/merge", OPERATORS),
            Map.entry("POST /people/{id}/merge", OPERATORS),
            Map.entry("POST /people/{id}/archive", OPERATORS),
            Map.entry("GET /people/{id}/erase", ADMINS),
            Map.entry("POST /people/{id}/restore", OPERATORS),
            Map.entry("POST /people/{id}/erase", ADMINS),
            Map.entry("POST /merges/{mergeId}/undo", OPERATORS),
            Map.entry("GET /activity", VIEWERS),
            Map.entry("GET /runs", VIEWERS),
            Map.entry("GET /runs/list", VIEWERS),
            Map.entry("GET /runs/{runId}", VIEWERS),
            Map.entry("POST /runs/{runId}/approve", OPERATORS),
            Map.entry("POST /runs/{runId}/reject", OPERATORS),
            Map.entry("POST /runs/aside/{id}/retry", OPERATORS),
            Map.entry("POST /runs/unreadable/{id}/redrive", OPERATORS),
            Map.entry("POST /runs/replays", ADMINS),
            Map.entry("GET /runs/replays/{id}", ADMINS),
            Map.entry("GET /runs/replays/{id}/report", ADMINS),
            Map.entry("POST /runs/replays/{id}/apply", ADMINS),
            Map.entry("POST /runs/replays/{id}/cancel", ADMINS),
            Map.entry("GET /connect", VIEWERS),
            Map.entry("POST /connect", ADMINS),
            Map.entry("POST /accounts/{provider}/{accountId}/test", OPERATORS),
            Map.entry("POST /accounts/{provider}/{accountId}/pause", OPERATORS),
            Map.entry("POST /accounts/{provider}/{accountId}/resume", OPERATORS),
            Map.entry("POST /accounts/{provider}/{accountId}/disconnect", ADMINS),
            Map.entry("POST /imports", OPERATORS),
            Map.entry("GET /imports/{runId}", VIEWERS),
            Map.entry("GET /settings", ADMINS),
            Map.entry("POST /settings/keys", ADMINS),
            Map.entry("POST /settings/keys/{id}/revoke", ADMINS));

    /** By which people become known, or stop to be. */
    private static final Set<String> OPEN = Set.of("GET /sign-in", "POST /sign-in", "POST /sign-out");

    /** Which no key opens, but an identity provider. */
    private static final Set<String> FOR_PROVIDERS = Set.of("GET /sign-in/provider");

    /** Its answer has no end. */
    private static final String STREAM = "GET /api/sync/events";

    @TestHTTPResource("/")
    URI root;

    @Test
    void listsEveryRoute() {
        assertThat(routes())
                .containsExactlyInAnyOrderElementsOf(Stream.of(MAY.keySet(), OPEN, FOR_PROVIDERS)
                        .flatMap(Set::stream)
                        .toList());
    }

    @Test
    void letsStrangersSignInAndNothingElse() {
        assertThat(OPEN).allSatisfy(route -> assertThat(call(route, null)).isNotIn(401, 404, 405, 500));
        assertThat(FOR_PROVIDERS).allSatisfy(route -> {
            assertThat(call(route, null)).isEqualTo(401);
            assertThat(call(route, newKey("admin"))).isEqualTo(401);
        });
    }

    @Test
    void letsEachRoleDoWhatItMayAndNothingElse() {
        Map<String, String> keys = new LinkedHashMap<>();
        VIEWERS_AND_AGENTS.forEach(role -> keys.put(role, newKey(role)));
        var softly = new SoftAssertions();
        for (String route : MAY.keySet()) {
            softly.assertThat(call(route, null))
                    .as("%s by a stranger", route)
                    .isEqualTo(MAY.getOrDefault(route, Set.of()).contains(STRANGER) ? 403 : 401);
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
        if (parts[1].startsWith("/api/") || parts[1].startsWith("/connect/google")) {
            return request.redirects().follow(false).request(parts[0], path).statusCode();
        }
        return (parts[1].equals("/imports")
                        ? request.contentType(ContentType.MULTIPART).multiPart("file", "none.vcf", new byte[0])
                        : request.contentType(ContentType.URLENC))
                .redirects()
                .follow(false)
                .request(parts[0], path)
                .statusCode();
    }

    private static Set<String> routes() {
        JsonPath api = new JsonPath(
                admin().accept("application/json").get("/q/openapi").asString());
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        Set<String> routes = new TreeSet<>();
        paths.forEach((path, operations) -> List.of("get", "post", "put", "delete", "patch").stream()
                .filter(operations::containsKey)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        routes.addAll(pages());
        return routes;
    }

    /** Pages are in no document for programs: their annotations tell. */
    private static Set<String> pages() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass page : new ClassFileImporter().importPath(Path.of("target/classes/dev/kith/sync/web"))) {
            if (page.isAnnotatedWith(PATH)) {
                page.getMethods()
                        .forEach(method -> VERBS.stream()
                                .filter(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb))
                                .forEach(verb -> routes.add(verb + " " + path(page, method))));
            }
        }
        return routes;
    }

    private static String path(JavaClass page, JavaMethod method) {
        String base = value(page.getAnnotationOfType(PATH));
        String rest = method.isAnnotatedWith(PATH) ? value(method.getAnnotationOfType(PATH)) : "";
        String whole = ("/" + base + "/" + rest).replaceAll("/+", "/");
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private static String value(JavaAnnotation<?> annotation) {
        return annotation.get("value").orElse("").toString();
    }
}
