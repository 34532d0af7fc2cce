package dev.kith.agent.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.agent.Json;
import dev.kith.agent.Stop;
import dev.kith.agent.sink.KithService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks the service what became of runs. What it does not say is not known: the runs are safe in the log whatever happens. */
final class ServiceRuns {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    /** How long a service may take to hear of a run. */
    private static final Duration STRANGE = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final KithService service;
    private final Stop stop;

    ServiceRuns(KithService service, Stop stop) {
        this.service = service;
        this.stop = stop;
    }

    /** The runs that the service knows, as they stand when all have ended or the patience has. */
    Map<UUID, RunResult> await(Collection<UUID> runs, Duration patience) {
        Map<UUID, RunResult> results = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (UUID run : runs) {
            boolean again = true;
            while (again) {
                Answer answer = ask(run);
                answer.result().ifPresent(result -> results.put(run, result));
                Duration limit = answer.result().isEmpty() ? STRANGE : patience;
                again = answer.later() && System.nanoTime() - start < limit.toNanos() && !stop.await(LOOK_AGAIN);
            }
        }
        return results;
    }

    /** @param later whether asking again may tell more */
    private record Answer(Optional<RunResult> result, boolean later) {}

    private Answer ask(UUID run) {
        HttpRequest.Builder request =
                service.request("/api/sync/runs/" + run).timeout(TIMEOUT).header("Accept", "application/json");
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 404 || response.statusCode() == 429 || response.statusCode() >= 500) {
                return new Answer(Optional.empty(), true);
            }
            if (response.statusCode() != 200) {
                return new Answer(Optional.empty(), false);
            }
            return read(Json.MAPPER.readTree(response.body()).path("data"));
        } catch (IOException e) {
            return new Answer(Optional.empty(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Optional.empty(), false);
        }
    }

    private static Answer read(JsonNode run) {
        JsonNode summary = run.path("summary");
        long known =
                summary.path("updated").asLong() + summary.path("unchanged").asLong();
        RunResult result = new RunResult(
                run.path("state").asText(),
                summary.path("created").asLong(),
                summary.path("existing").asLong(known),
                summary.path("unknown").asLong(),
                Math.max(
                        0,
                        summary.path("skipped").asLong()
                                - summary.path("unchanged").asLong()),
                summary.path("quarantined").asLong());
        return new Answer(Optional.of(result), result.state().equals("RUNNING"));
    }
}
