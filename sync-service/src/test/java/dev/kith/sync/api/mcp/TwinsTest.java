package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, asked over HTTP and as a tool: results and errors are the same. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class TwinsTest {

    private static final String CONTACT = "{contact}";
    private static final String QUESTION = "{question}";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Inject
    AuditLog audit;

    private String contact;
    private String question;

    @BeforeEach
    void aContactAndAQuestionAboutIt() {
        contact = http("POST", "/api/contacts", Map.of("name", "Twin " + UUID.randomUUID()))
                .path("data.id");
        question = question();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                arguments("contacts_search", Map.of(), "GET /api/contacts", Map.of()),
                arguments(
                        "contacts_search",
                        Map.of("search", "twin", "sort", "created_desc", "page", 1, "limit", 2),
                        "GET /api/contacts?search=twin&sort=created_desc&page=1&limit=2",
                        Map.of()),
                arguments(
                        "contacts_search",
                        Map.of("label", List.of("a", "b")),
                        "GET /api/contacts?label=a&label=b",
                        Map.of()),
                arguments("contacts_search", Map.of("sort", "sideways"), "GET /api/contacts?sort=sideways", Map.of()),
                arguments("contacts_search", Map.of("page", -1), "GET /api/contacts?page=-1", Map.of()),
                arguments(
                        "contacts_explain",
                        Map.of("contact_id", CONTACT),
                        "GET /api/contacts/{contact}/provenance",
                        Map.of()),
                arguments(
                        "contacts_explain",
                        Map.of("contact_id", NOBODY),
                        "GET /api/contacts/" + NOBODY + "/provenance",
                        Map.of()),
                arguments("contacts_activity", Map.of(), "GET /api/activity", Map.of()),
                arguments(
                        "contacts_activity",
                        Map.of("contact_id", CONTACT, "limit", 5),
                        "GET /api/activity?contactId={contact}&limit=5",
                        Map.of()),
                arguments("contacts_activity", Map.of("contact_id", "7"), "GET /api/activity?contactId=7", Map.of()),
                arguments("contacts_activity", Map.of("since", "monday"), "GET /api/activity?since=monday", Map.of()),
                arguments("contacts_review_list", Map.of(), "GET /api/review", Map.of()),
                arguments(
                        "contacts_review_list",
                        Map.of("kind", "archival_candidate", "status", "open", "limit", 1),
                        "GET /api/review?kind=archival_candidate&status=open&limit=1",
                        Map.of()),
                arguments("contacts_review_list", Map.of("status", "shut"), "GET /api/review?status=shut", Map.of()),
                arguments("contacts_review_list", Map.of("kind", "riddle"), "GET /api/review?kind=riddle", Map.of()),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", QUESTION, "decision", "archive"),
                        "POST /api/review/{question}",
                        Map.of("decision", "archive", "dryRun", true)),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", QUESTION, "decision", "merge"),
                        "POST /api/review/{question}",
                        Map.of("decision", "merge")),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", QUESTION, "decision", "perhaps"),
                        "POST /api/review/{question}",
                        Map.of("decision", "perhaps")),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", QUESTION, "decision", "archive", "target_id", "7"),
                        "POST /api/review/{question}",
                        Map.of("decision", "archive", "targetId", "7")),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", NOBODY, "decision", "archive"),
                        "POST /api/review/" + NOBODY,
                        Map.of("decision", "archive")),
                arguments(
                        "contacts_review_resolve",
                        Map.of("id", QUESTION, "decision", "archive", "plan_fingerprint", "stale"),
                        "POST /api/review/{question}",
                        Map.of("decision", "archive", "planFingerprint", "stale")),
                arguments("contacts_sync_status", Map.of(), "GET /api/sync/status?provider=google", Map.of()),
                arguments("contacts_sync_status", Map.of("provider", "all"), "GET /api/sync/status", Map.of()),
                arguments(
                        "contacts_sync_status",
                        Map.of("provider", "myspace"),
                        "GET /api/sync/status?provider=myspace",
                        Map.of()),
                arguments("contacts_source_list", Map.of(), "GET /api/sources", Map.of()),
                arguments(
                        "contacts_source_list", Map.of("provider", "file"), "GET /api/sources?provider=file", Map.of()),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("contact_id", CONTACT),
                        "POST /api/sources/reconcile",
                        Map.of("contactId", CONTACT)),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("contact_id", CONTACT, "overwrite", true),
                        "POST /api/sources/reconcile",
                        Map.of("contactId", CONTACT, "overwrite", true, "dryRun", true)),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("contact_id", CONTACT, "overwrite", true, "plan_fingerprint", "stale"),
                        "POST /api/sources/reconcile",
                        Map.of("contactId", CONTACT, "overwrite", true, "planFingerprint", "stale")),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("contact_id", NOBODY),
                        "POST /api/sources/reconcile",
                        Map.of("contactId", NOBODY)),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("contact_id", "7"),
                        "POST /api/sources/reconcile",
                        Map.of("contactId", "7")),
                arguments(
                        "contacts_source_reconcile",
                        Map.of("overwrite", true),
                        "POST /api/sources/reconcile",
                        Map.of("overwrite", true)),
                arguments("contacts_replay", Map.of("from", "monday"), "POST /api/replay", Map.of("from", "monday")),
                arguments(
                        "contacts_replay",
                        Map.of("account_id", "somebody"),
                        "POST /api/replay",
                        Map.of("accountId", "somebody")),
                arguments(
                        "contacts_replay",
                        Map.of("plan_fingerprint", "stale"),
                        "POST /api/replay",
                        Map.of("planFingerprint", "stale")),
                arguments(
                        "contacts_replay",
                        Map.of("dry_run", false, "plan_fingerprint", "stale"),
                        "POST /api/replay",
                        Map.of("dryRun", false, "planFingerprint", "stale")),
                arguments("contacts_replay", Map.of("replay_id", NOBODY), "GET /api/replays/" + NOBODY, Map.of()),
                arguments(
                        "contacts_replay",
                        Map.of("replay_id", NOBODY, "cancel", true),
                        "POST /api/replays/" + NOBODY + "/cancel",
                        Map.of()),
                arguments("contacts_sync_now", Map.of(), "POST /api/sync/now", Map.of()),
                arguments(
                        "contacts_sync_now",
                        Map.of("mode", "full", "dry_run", true),
                        "POST /api/sync/now",
                        Map.of("mode", "full", "dryRun", true)),
                arguments(
                        "contacts_sync_now",
                        Map.of("mode", "sideways"),
                        "POST /api/sync/now",
                        Map.of("mode", "sideways")),
                arguments(
                        "contacts_sync_now",
                        Map.of("provider", "myspace"),
                        "POST /api/sync/now",
                        Map.of("provider", "myspace")),
                arguments(
                        "contacts_sync_now",
                        Map.of("account_id", "nobody"),
                        "POST /api/sync/now",
                        Map.of("accountId", "nobody")),
                arguments("contacts_sync_now", Map.of("wait", "soon"), "POST /api/sync/now?wait=soon", Map.of()),
                arguments(
                        "contacts_sync_now",
                        Map.of("plan_fingerprint", "stale"),
                        "POST /api/sync/now",
                        Map.of("planFingerprint", "stale")));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAlike(String tool, Map<String, Object> arguments, String route, Map<String, Object> body)
            throws Exception {
        Twins twins = ask(tool, filled(arguments), route.split(" ")[0], filled(route.split(" ")[1]), filled(body));
        Response http = twins.http();
        ToolClient.Answer answer = twins.tool();

        assertThat(answer.error()).isEqualTo(http.statusCode() >= 400);
        // Arguments of tools, and so what is said of them, are named in snake case.
        JsonNode expected = json.readTree(http.asString()
                .replace("\"contactId\":[\"is", "\"contact_id\":[\"is")
                .replace("targetId\":[", "target_id\":["));
        assertThat(json.readTree(answer.text())).isEqualTo(expected.path(answer.error() ? "error" : "data"));
        assertThat(json.readTree(json.writeValueAsString(answer.response().path("result.structuredContent"))))
                .isEqualTo(expected);
    }

    private record Twins(Response http, ToolClient.Answer tool) {}

    /** Lists are asked for at a moment at which nothing that other tests began changes them. */
    private static Twins ask(
            String tool, Map<String, Object> arguments, String method, String path, Map<String, Object> body) {
        Callable<Twins> both =
                () -> new Twins(http(method, path, body), ToolClient.call(KithServers.ADMIN_KEY, tool, arguments));
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        both,
                        twins -> !method.equals("GET")
                                || http(method, path, body)
                                        .asString()
                                        .equals(twins.http().asString()));
    }

    @Test
    void comparesEveryTool() {
        Set<String> compared = new LinkedHashSet<>();
        operations().forEach(operation -> compared.add((String) operation.get()[0]));

        Response listed = ToolClient.request(KithServers.ADMIN_KEY, "tools/list", Map.of());

        assertThat(listed.<List<String>>path("result.tools.name")).containsExactlyInAnyOrderElementsOf(compared);
    }

    @Test
    void carriesOutAPlanThatStillHoldsAndRefusesOneThatDoesNot() {
        String fingerprint = plan(question);
        http("PUT", "/api/contacts/" + contact, Map.of("title", "Countess"));

        ToolClient.Answer stale = resolve(question, fingerprint);
        assertThat(stale.text()).contains("CONFLICT").contains("changed since the plan");
        assertThat(http("GET", "/api/contacts/" + contact, null).<String>path("data.archivedAt"))
                .isNull();

        assertThat(resolve(question, plan(question)).error()).isFalse();
        assertThat(http("GET", "/api/contacts/" + contact, null).<String>path("data.archivedAt"))
                .isNotNull();
    }

    @Test
    void answersAQuestionWithTheSameResult() throws Exception {
        String other = question();
        JsonNode byHttp = answered(json.readTree(http("POST", "/api/review/" + question, Map.of("decision", "dismiss"))
                        .asString())
                .path("data"));

        ToolClient.Answer byTool = ToolClient.call(
                KithServers.ADMIN_KEY,
                "contacts_review_resolve",
                Map.of("id", other, "decision", "dismiss", "dry_run", false));

        assertThat(answered(json.readTree(byTool.text()))).isEqualTo(byHttp);
        assertThat(audit.latest(2).await().indefinitely())
                .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.status())
                .containsExactly(
                        "key:bootstrap MCP contacts_review_resolve 200", "key:bootstrap POST /api/review/{id} 200");
    }

    @Test
    void saysThatAListIsCutAndHowToSeeTheRest() {
        question();

        ToolClient.Answer cut = ToolClient.call(KithServers.ADMIN_KEY, "contacts_review_list", Map.of("limit", 1));

        assertThat(cut.note()).isEqualTo("Only the first 1 are shown: narrow by kind, or raise limit.");
        assertThat(cut.response().<Boolean>path("result.structuredContent.meta.truncated"))
                .isTrue();
        assertThat(http("GET", "/api/review?limit=1", null).<String>path("meta.message"))
                .isEqualTo(cut.note());
    }

    private String plan(String id) {
        return ToolClient.call(
                        KithServers.ADMIN_KEY, "contacts_review_resolve", Map.of("id", id, "decision", "archive"))
                .response()
                .path("result.structuredContent.data.planFingerprint");
    }

    private static ToolClient.Answer resolve(String id, String fingerprint) {
        return ToolClient.call(
                KithServers.ADMIN_KEY,
                "contacts_review_resolve",
                Map.of("id", id, "decision", "archive", "plan_fingerprint", fingerprint));
    }

    /** Without what differs between two questions. */
    private static JsonNode answered(JsonNode item) {
        return ((ObjectNode) item).without(List.of("id", "createdAt", "decidedAt"));
    }

    private String question() {
        return pool.preparedQuery("""
                        INSERT INTO contacts_review_items (kind, subject, contact_id, provider, account_id, external_contact_id)
                        VALUES ('archival_candidate', gen_random_uuid()::text, $1, 'google', 'nobody', 'people/c1')
                        RETURNING id
                        """)
                .execute(Tuple.of(UUID.fromString(contact)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID("id")
                .toString();
    }

    private Map<String, Object> filled(Map<String, Object> arguments) {
        Map<String, Object> filled = new HashMap<>(arguments);
        filled.replaceAll((name, value) -> value instanceof String text ? filled(text) : value);
        return filled;
    }

    private String filled(String text) {
        return text.replace(CONTACT, contact).replace(QUESTION, question);
    }

    private static Response http(String method, String path, Map<String, Object> body) {
        var request = given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON);
        return body == null || method.equals("GET")
                ? request.request(method, path)
                : request.body(body).request(method, path);
    }
}
