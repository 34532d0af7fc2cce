package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What every route answers to requests that cannot be served, whichever route it is. Who may ask at all: AccessTest. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class RefusalsTest {

    private static final String SOMEBODY = "00000000-0000-4000-8000-000000000000";

    /** Bodies in order, so that nothing but the id is wrong. */
    private static final Map<String, String> IN_ORDER = Map.of(
            "POST /api/review/{id}", "{\"decision\":\"dismiss\"}",
            "POST /api/contacts/{id}/merge", "{\"otherId\":\"" + SOMEBODY + "\"}",
            "POST /api/contacts/{id}/interactions", "{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}");

    @TestHTTPResource("/")
    URI root;

    private record Route(String method, String path, boolean takesJson) {

        String name() {
            return method + " " + path;
        }

        String filled(String id) {
            return path.replaceAll("\\{\\w+}", id);
        }

        /** Only agents send batches. */
        String key(String agent) {
            return path.equals("/api/batches") ? agent : KithServers.ADMIN_KEY;
        }
    }

    @Test
    void refusesABodyThatIsNotWellFormedOrNoObject() {
        String agent = newKey("agent");
        var softly = new SoftAssertions();
        routes().filter(Route::takesJson).forEach(route -> {
            softly.assertThat(error(send(route, route.key(agent), "{\"a\":")))
                    .as(route.name())
                    .isEqualTo("400 MALFORMED_JSON");
            softly.assertThat(error(send(route, route.key(agent), "7")))
                    .as(route.name())
                    .isEqualTo("422 VALIDATION_ERROR");
        });
        softly.assertAll();
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItComes() {
        String agent = newKey("agent");
        var softly = new SoftAssertions();
        routes().filter(Route::takesJson)
                .forEach(route -> softly.assertThat(announceTooMuch(route, route.key(agent)))
                        .as(route.name())
                        .startsWith("HTTP/1.1 413")
                        .contains("\"code\":\"PAYLOAD_TOO_LARGE\""));
        softly.assertAll();
    }

    @Test
    void knowsNothingUnderAnIdThatIsNotThereOrNoId() {
        var softly = new SoftAssertions();
        routes().filter(route -> route.path().contains("{")).forEach(route -> {
            String body = IN_ORDER.getOrDefault(route.name(), "{}");
            for (String id : List.of(UUID.randomUUID().toString(), "nobody")) {
                var request = admin();
                Response answer =
                        (route.takesJson() ? request.body(body) : request).request(route.method(), route.filled(id));
                softly.assertThat(error(answer))
                        .as("%s for %s", route.name(), id)
                        .isEqualTo("404 NOT_FOUND");
            }
        });
        softly.assertAll();
    }

    @Test
    void answersNoPageOfAnotherSite() {
        var softly = new SoftAssertions();
        routes().filter(route -> route.path().startsWith("/api/"))
                .forEach(route -> softly.assertThat(error(admin().header("Origin", "https://evil.example")
                                .request(route.method(), route.filled(SOMEBODY))))
                        .as(route.name())
                        .isEqualTo("403 FORBIDDEN"));
        softly.assertAll();
        assertThat(admin().header("Origin", root.toString().replaceFirst("/$", ""))
                        .get("/api/contacts")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response send(Route route, String key, String body) {
        return with(key).body(body).request(route.method(), route.filled(SOMEBODY));
    }

    /** Sends the head of a request and none of the body it announces. */
    private String announceTooMuch(Route route, String key) {
        String head = route.method() + " " + route.filled(SOMEBODY) + " HTTP/1.1\r\nHost: " + root.getAuthority()
                + "\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: 500000000\r\n\r\n";
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[8_192];
            int length = 0;
            while (!new String(answer, 0, length, StandardCharsets.UTF_8).contains("}}")) {
                int read = socket.getInputStream().read(answer, length, answer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Stream<Route> routes() {
        JsonPath api = new JsonPath(
                admin().accept("application/json").get("/q/openapi").asString());
        Map<String, Map<String, Map<String, Object>>> paths = api.getMap("paths");
        return paths.entrySet().stream()
                .flatMap(path -> Stream.of("get", "post", "put", "delete", "patch")
                        .filter(method -> path.getValue().containsKey(method))
                        .map(method -> new Route(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                takesJson(path.getValue().get(method)))));
    }

    private static boolean takesJson(Map<String, Object> operation) {
        return operation.get("requestBody") instanceof Map<?, ?> body
                && body.get("content") instanceof Map<?, ?> content
                && content.containsKey("application/json");
    }
}
