package dev.kith.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A client that knows nothing of the stand-in but its address. */
final class StandInClient {

    record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {

        String message() {
            return body.at("/error/message").asText();
        }

        String reason() {
            return body.at("/error/details/0/reason").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String text(String name) {
            return body.path(name).asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private String accessToken = "";

    StandInClient(String url) {
        this.url = url;
    }

    /** Gets a new access token and uses it from now on. */
    Answer refresh(String refreshToken) {
        Answer answer = form(
                "/token",
                Map.of(
                        "client_id", "c",
                        "client_secret", "s",
                        "grant_type", "refresh_token",
                        "refresh_token", refreshToken));
        use(answer.text("access_token"));
        return answer;
    }

    void use(String token) {
        accessToken = token;
    }

    Answer form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String pathAndQuery) {
        return get(pathAndQuery, Map.of());
    }

    Answer get(String pathAndQuery, Map<String, String> headers) {
        HttpRequest.Builder request = request(pathAndQuery).header("authorization", "Bearer " + accessToken);
        headers.forEach(request::header);
        return send(request);
    }

    Answer getWithoutToken(String pathAndQuery) {
        return send(request(pathAndQuery));
    }

    Answer post(String path, String json) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(url + pathAndQuery));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json(response), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is no JSON is left to the test that asked for it. */
    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        boolean isJson =
                response.headers().firstValue("content-type").orElse("").startsWith("application/json");
        boolean isCompressed = response.headers().firstValue("content-encoding").isPresent();
        try {
            return isJson && !isCompressed ? JSON.readTree(response.body()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
