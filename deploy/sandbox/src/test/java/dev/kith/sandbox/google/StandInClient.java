package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client that knows nothing of the stand-in but its address. */
final class StandInClient {

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String message() {
            return body.at("/error/message").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private String accessToken = "";

    StandInClient(String url) {
        this.url = url;
    }

    Answer refresh(String refreshToken) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "client_id=c&client_secret=s&grant_type=refresh_token&refresh_token=" + refreshToken))
                .build();
        Answer answer = send(request);
        accessToken = answer.body().path("access_token").asText();
        return answer;
    }

    Answer get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .header("authorization", "Bearer " + accessToken)
                .build());
    }

    Answer getWithoutToken(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(url + pathAndQuery)).build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode named(String name) {
        ObjectNode person = JSON.createObjectNode();
        person.putArray("names").addObject().put("givenName", name);
        return person;
    }
}
