package dev.kith.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.testing.Mutations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Requests of which something was damaged, and what is wrong with their answers. */
final class FuzzedRequests {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SERVER_ERROR = 500;

    private final URI service;
    private final String key;
    private final long seed;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    FuzzedRequests(URI service, String key, long seed) {
        this.service = service;
        this.key = key;
        this.seed = seed;
    }

    /** A request as it should be; files are damaged where they are read. */
    private record Sound(String method, String path, String body) {}

    /** Sends so many, a few at once, and tells which of them were not answered as they should be. */
    List<String> send(int count, String batch) {
        List<Sound> sound = sound(batch);
        List<byte[]> bodies =
                sound.stream().map(request -> request.body().getBytes(UTF_8)).toList();
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> wrong(number, sound, bodies))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> wrong(int number, List<Sound> sound, List<byte[]> bodies) {
        Random random = new Random(seed + number);
        int chosen = random.nextInt(sound.size());
        byte[] body = Mutations.ofAnswers(random, bodies).of(bodies.get(chosen));
        Sound request = sound.get(chosen);
        String name = "case " + number + ", " + request.method() + " " + request.path();
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(service.resolve(request.path()))
                            .timeout(Duration.ofMinutes(2))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .header("ce-specversion", "1.0")
                            .header("ce-id", UUID.randomUUID().toString())
                            .header("ce-source", "/accounts/" + new UUID(0, number))
                            .header("ce-type", "dev.kith.contact-batch.v1")
                            .header("ce-time", "2026-01-01T00:00:00Z")
                            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return wrong(answer).map(reason -> name + " is answered " + answer.statusCode() + " " + reason);
        } catch (IOException e) {
            return Optional.of(name + " is not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(name + " was not waited for");
        }
    }

    private static Optional<String> wrong(HttpResponse<String> answer) {
        List<String> wrong = new ArrayList<>();
        if (answer.statusCode() >= SERVER_ERROR) {
            wrong.add("as if the service had failed: " + answer.body());
        }
        if (answer.body().contains("\tat ") || answer.body().contains("Exception")) {
            wrong.add("with how it is made");
        }
        boolean refused =
                answer.statusCode() >= 400 && !answer.request().uri().getPath().equals("/mcp");
        if (refused && code(answer.body()).isEmpty()) {
            wrong.add("without a code: " + answer.body());
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wrong));
    }

    private static Optional<String> code(String body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body).at("/error/code").textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static List<Sound> sound(String batch) {
        String person = """
                {"firstName":"Fay","lastName":"Fuzzed","emails":[{"value":"fay@example.com","label":"home","primary":true}],
                 "phones":[{"value":"+1 416 555 0100","label":"mobile"}],"dates":[{"label":"birthday","year":1985,"month":4,"day":12}],
                 "addresses":[{"street":"1 Way","city":"Town","postalCode":"1","country":"CA","label":"home","current":true}],
                 "urls":[{"value":"https://example.com","label":"blog"}],"labels":[{"name":"Choir"}],"notes":"x"}
                """;
        String nobody = new UUID(0, 0).toString();
        return List.of(
                new Sound("POST", "/api/contacts", person),
                new Sound("PUT", "/api/contacts/" + nobody, person),
                new Sound("POST", "/api/contacts/" + nobody + "/merge", "{\"otherId\":\"" + nobody + "\"}"),
                new Sound(
                        "POST",
                        "/api/contacts/" + nobody + "/interactions",
                        "{\"type\":\"CALL_INBOUND\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"durationSeconds\":3}"),
                new Sound("POST", "/api/batches", batch),
                new Sound(
                        "POST",
                        "/api/accounts",
                        "{\"provider\":\"myspace\",\"accountId\":\"fuzz\",\"refreshToken\":\"t\",\"url\":\"x\"}"),
                new Sound(
                        "POST",
                        "/api/sync/now",
                        "{\"provider\":\"google\",\"accountId\":\"nobody\",\"mode\":\"full\"}"),
                new Sound("POST", "/api/review/" + nobody, "{\"decision\":\"merge\",\"targetId\":\"" + nobody + "\"}"),
                new Sound("POST", "/api/sources/reconcile", "{\"contactId\":\"" + nobody + "\"}"),
                new Sound("POST", "/api/keys", "{\"name\":\"fuzz\",\"role\":\"viewer\"}"));
    }
}
