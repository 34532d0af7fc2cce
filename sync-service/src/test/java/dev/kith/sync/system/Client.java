package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The service's HTTP interface, as a program outside sees it. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI root;
    private final String key;

    Client(URI root, String key) {
        this.root = root;
        this.key = key;
    }

    /** An answer, whatever its status. */
    record Answer(int status, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }

        JsonNode data() {
            assertThat(status).as(body).isBetween(200, 299);
            return json().path("data");
        }

        /** Status and code of an error, as {@code 422 VALIDATION_ERROR}. */
        String error() {
            return status + " " + json().at("/error/code").asText("(no error code in: " + body + ")");
        }
    }

    Client withKey(String other) {
        return new Client(root, other);
    }

    URI root() {
        return root;
    }

    boolean isReady() {
        try {
            return exchange("GET", "/q/health/ready", null, BodyPublishers.noBody())
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Answer get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    Answer send(String method, String path, String type, BodyPublisher body) {
        try {
            return exchange(method, path, type, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer exchange(String method, String path, String type, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofMinutes(3))
                .method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    void connectGoogle(String accountId) {
        post("/api/accounts", """
                {"provider":"google","accountId":"%s","refreshToken":"refresh-%s"}
                """.formatted(accountId, accountId)).data();
    }

    /** Runs a sync of the account to its end. */
    JsonNode sync(String accountId, String mode) {
        JsonNode run = post("/api/sync/now?wait=PT120S", """
                {"provider":"google","accountId":"%s","mode":"%s"}
                """.formatted(accountId, mode))
                .data()
                .at("/runs/0");
        assertThat(run.path("endedAt").isNull()).as("ended: %s", run).isFalse();
        return run;
    }
}
