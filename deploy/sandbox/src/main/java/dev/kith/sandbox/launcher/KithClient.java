package dev.kith.sandbox.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The service's REST API as the launcher uses it. */
public final class KithClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** What is sent may be worked on before the answer. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final String apiKey;

    public KithClient(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    public boolean isReady() {
        try {
            return send(request("/q/health/ready").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public JsonNode get(String path) {
        return data(path, request(path).GET());
    }

    public JsonNode post(String path, JsonNode body) {
        return post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public JsonNode post(String path, String type, byte[] body) {
        return data(
                path,
                request(path)
                        .timeout(LONG_TIMEOUT)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Where a browser signs in once; what opens it is in the fragment, which reaches no server. */
    String signInPath() {
        return post("/api/sign-in-links", json.createObjectNode()).path("path").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "application/json");
    }

    private JsonNode data(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() >= 300) {
                throw new LauncherException(
                        "the service answered " + response.statusCode() + " to " + path + ".",
                        json.readTree(response.body()).at("/error/message").asText("Its log says more."));
            }
            return json.readTree(response.body()).path("data");
        } catch (IOException e) {
            throw new LauncherException(
                    "the service did not answer " + path + " (" + e.getMessage() + ").", "Its log says more.");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
