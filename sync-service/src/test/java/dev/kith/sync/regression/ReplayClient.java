package dev.kith.sync.regression;

import static dev.kith.sync.testing.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Somebody who has the log replayed. */
final class ReplayClient {

    private static final Duration WAIT = Duration.ofMinutes(4);

    private ReplayClient() {}

    /** Once no other is under way: other tests of the application begin some, and do not wait for their end. */
    static UUID begin(Map<String, Object> request) {
        Response begun = await().atMost(WAIT)
                .until(() -> admin().body(request).post("/api/replay"), answer -> answer.statusCode() != 409);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        return UUID.fromString(begun.path("data.replayId"));
    }

    static JsonPath replay(Map<String, Object> request) {
        JsonPath ended = ended(begin(request));
        assertThat(ended.getString("data.state")).as("%s", ended.prettify()).isEqualTo("SUCCEEDED");
        return ended;
    }

    static JsonPath ended(UUID id) {
        return await().atMost(WAIT)
                .until(() -> get(id), found -> !found.getString("data.state").equals("RUNNING"));
    }

    static JsonPath get(UUID id) {
        return admin().get("/api/replays/{id}", id).jsonPath();
    }
}
