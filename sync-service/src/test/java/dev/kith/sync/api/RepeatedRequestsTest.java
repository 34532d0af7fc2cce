package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that come twice, and edits of what changed meanwhile. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class RepeatedRequestsTest {

    private final String last = "L" + UUID.randomUUID().toString().replace("-", "");
    private final String body = "{\"lastName\":\"" + last + "\"}";

    @Test
    void makesAContactOnceHoweverOftenTheRequestComes() {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Response>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> make(key, body)))
                .toList();

        Set<String> ids = answers.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.statusCode()).isEqualTo(201))
                .map(answer -> answer.<String>path("data.id"))
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
        assertThat(admin().get("/api/contacts?search=" + last).<Integer>path("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void refusesAKeyThatCameWithAnotherRequest() {
        String key = UUID.randomUUID().toString();
        make(key, body);

        assertThat(error(make(key, "{\"lastName\":\"Another\"}"))).isEqualTo("409 CONFLICT");
        assertThat(error(make("k".repeat(1_001), body))).isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void tellsTheKeysOfCallersApart() {
        String key = UUID.randomUUID().toString();
        String mine = make(key, body).path("data.id");

        String other = with(newKey("operator"))
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/contacts")
                .path("data.id");

        assertThat(other).isNotEqualTo(mine);
    }

    @Test
    void keepsNothingOfARequestThatWasRefused() {
        String key = UUID.randomUUID().toString();
        assertThat(error(make(key, "{}"))).isEqualTo("422 VALIDATION_ERROR");

        assertThat(make(key, body).statusCode()).isEqualTo(201);
    }

    @Test
    void notesAnInteractionOnce() {
        String path = "/api/contacts/" + make(null, body).path("data.id") + "/interactions";
        String noted = "{\"type\":\"NOTE\",\"content\":\"met\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}";
        String key = UUID.randomUUID().toString();

        String first =
                admin().header("Idempotency-Key", key).body(noted).post(path).path("data.id");

        assertThat(admin().header("Idempotency-Key", key).body(noted).post(path).<String>path("data.id"))
                .isEqualTo(first);
        assertThat(admin().get(path).<List<?>>path("data")).hasSize(1);
        assertThat(error(admin().header("Idempotency-Key", key)
                        .body(noted.replace("met", "left"))
                        .post(path)))
                .isEqualTo("409 CONFLICT");
    }

    @Test
    void refusesAnEditOfAStateThatIsGone() {
        Response made = make(null, body);
        String path = "/api/contacts/" + made.path("data.id");
        String tag = made.getHeader("ETag");
        assertThat(admin().get(path).getHeader("ETag")).isEqualTo(tag);

        Response edited =
                admin().header("If-Match", tag).body("{\"title\":\"Dr\"}").put(path);

        assertThat(edited.statusCode()).isEqualTo(200);
        assertThat(edited.getHeader("ETag")).isNotEqualTo(tag);
        assertThat(error(admin().header("If-Match", tag)
                        .body("{\"title\":\"Mr\"}")
                        .put(path)))
                .isEqualTo("409 CONFLICT");
        assertThat(error(admin().header("If-Match", tag).delete(path))).isEqualTo("409 CONFLICT");
        assertThat(error(admin().header("If-Match", "W/" + edited.getHeader("ETag"))
                        .delete(path)))
                .isEqualTo("409 CONFLICT");
        assertThat(admin().get(path).<String>path("data.title")).isEqualTo("Dr");
        assertThat(admin().header("If-Match", "\"other\", " + edited.getHeader("ETag"))
                        .delete(path)
                        .<String>path("data.archivedAt"))
                .isNotNull();
        assertThat(admin().header("If-Match", "*")
                        .body("{\"title\":\"Mr\"}")
                        .put(path)
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response make(String key, String body) {
        var request = admin().body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/contacts");
    }
}
