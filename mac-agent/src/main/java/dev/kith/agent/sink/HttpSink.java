package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Posts batches to the service one after another; a batch sent twice is one batch, so trying again is safe. */
public final class HttpSink implements Sink {

    private static final int ACCEPTED = 202;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final KithService service;

    public HttpSink(KithService service) {
        this.service = service;
    }

    @Override
    public void send(OutgoingRecord record) {
        HttpRequest request = request(record);
        for (int attempt = 1; ; attempt++) {
            HttpResponse<Void> response = attempt(request, attempt);
            if (response != null && response.statusCode() == ACCEPTED) {
                return;
            }
            if (response != null && !passes(response.statusCode()) || attempt == ATTEMPTS) {
                throw refused(response);
            }
            LockSupport.parkNanos(pause(response, attempt).toNanos());
        }
    }

    private HttpRequest request(OutgoingRecord record) {
        HttpRequest.Builder request = service.request("/api/batches")
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(record.value()));
        // HTTP's form of CloudEvents writes ce- where Kafka's writes ce_.
        record.headerMap().forEach((name, value) -> request.setHeader(name.replace("ce_", "ce-"), value));
        return request.build();
    }

    /** {@code null} where nobody answered and another attempt may help. */
    private HttpResponse<Void> attempt(HttpRequest request, int attempt) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            if (attempt < ATTEMPTS) {
                return null;
            }
            throw new AgentException(
                    ExitCode.UNREACHABLE,
                    "the service at " + service.authority() + " does not answer.",
                    "Check api_url and the line; `mac-agent doctor` looks closer. Nothing is lost: the next run sends it.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(
                    ExitCode.FAILURE, "it was interrupted.", "Run it again; it goes on where it stood.", e);
        }
    }

    private static boolean passes(int status) {
        return status == 429 || status == 408 || status >= 500;
    }

    private static Duration pause(HttpResponse<Void> response, int attempt) {
        Duration growing = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        Duration asked = Optional.ofNullable(response)
                .flatMap(answer -> answer.headers().firstValue("Retry-After"))
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(growing);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private AgentException refused(HttpResponse<Void> response) {
        int status = response == null ? 0 : response.statusCode();
        if (status >= 200 && status < 400) {
            // Such as the sign-in page of a network.
            return noKith(status);
        }
        return switch (status) {
            case 401, 403 ->
                new AgentException(
                        ExitCode.UNREACHABLE,
                        "the service refuses the API key (" + status + ").",
                        "Set one with the role agent: `mac-agent config set api_key`.");
            case 404, 405 -> noKith(status);
            case 400, 413, 422 ->
                new AgentException(
                        ExitCode.FAILURE,
                        "the service does not take the batch (" + status + ").",
                        "Its version may be older than this agent's: update it and run again.");
            default ->
                new AgentException(
                        ExitCode.UNREACHABLE,
                        "the service cannot take batches now (" + status + ").",
                        "Try later. Nothing is lost: the next run sends it.");
        };
    }

    private AgentException noKith(int status) {
        return new AgentException(
                ExitCode.UNREACHABLE,
                "there is no Kith at " + service.authority() + " (" + status + ").",
                "Check api_url: it is the service's address without a path. Nothing is lost: the next run sends it.");
    }

    @Override
    public void flush() {
        // The service has answered for every batch.
    }

    @Override
    public void close() {
        // The client's threads are daemons.
    }
}
