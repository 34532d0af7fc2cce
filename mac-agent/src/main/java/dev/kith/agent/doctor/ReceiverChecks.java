package dev.kith.agent.doctor;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.Json;
import dev.kith.agent.sink.KafkaTopics;
import dev.kith.agent.sink.KithService;
import dev.kith.agent.state.AgentConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks the broker and the service whether they would take what a sync sends. */
final class ReceiverChecks {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(2);

    private final AgentConfig config;
    private final Clock clock;

    ReceiverChecks(AgentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (config.bootstrapServers().isEmpty() && config.apiUrl().isEmpty()) {
            checks.add(Check.wrong(
                    "receiver",
                    "neither a broker nor a service is configured",
                    "Set kafka.bootstrap_servers or api_url with `mac-agent config set`.",
                    ExitCode.USAGE));
        }
        config.bootstrapServers().ifPresent(servers -> checks.add(broker(servers)));
        config.apiUrl().ifPresent(url -> checks.addAll(service(new KithService(url, config.apiKey()))));
        if (config.bootstrapServers().isPresent() && config.apiUrl().isEmpty()) {
            checks.add(Check.note(
                    "clock",
                    "not checked: a broker does not tell its time, only the service does",
                    "Set api_url with `mac-agent config set` to have it checked."));
        }
        return checks;
    }

    private Check broker(String servers) {
        String name = "broker: " + servers;
        try {
            Set<String> missing = KafkaTopics.missing(config.kafka());
            return missing.isEmpty()
                    ? Check.fine(name, "answers and has the topics")
                    : Check.wrong(
                            name,
                            "has no " + String.join(", ", missing),
                            "Have them made (12 partitions, retention.ms=-1), or this user allowed to describe them.",
                            ExitCode.UNREACHABLE);
        } catch (AgentException e) {
            return Check.wrong(name, e.getMessage(), e.nextStep(), e.exitCode());
        }
    }

    private List<Check> service(KithService service) {
        String name = "service: " + service.apiUrl();
        HttpRequest.Builder request = service.request("/api/sync/runs?limit=1").timeout(TIMEOUT);
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            List<Check> checks = new ArrayList<>();
            checks.add(answered(name, response));
            checks.add(clock(response.headers().firstValue("Date").orElse("")));
            return checks;
        } catch (IOException e) {
            return List.of(Check.wrong(
                    name, "does not answer", "Check api_url and the line to the service.", ExitCode.UNREACHABLE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Check.wrong(name, "was not waited for", "Run it again.", ExitCode.FAILURE));
        }
    }

    private static Check answered(String name, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 ->
                lists(response.body())
                        ? Check.fine(name, "answers and takes the API key")
                        : Check.wrong(
                                name,
                                "answers, but not as Kith does",
                                "Check that api_url is Kith's address, without a path, and that no sign-in page of this"
                                        + " network stands before it.",
                                ExitCode.UNREACHABLE);
            case 401, 403 ->
                Check.wrong(
                        name,
                        "refuses the API key",
                        "Set one with the role agent: `mac-agent config set api_key`.",
                        ExitCode.UNREACHABLE);
            default ->
                Check.wrong(
                        name,
                        "answers " + response.statusCode(),
                        "Check that api_url is Kith's address, without a path.",
                        ExitCode.UNREACHABLE);
        };
    }

    private static boolean lists(byte[] body) {
        try {
            return Json.MAPPER.readTree(body).path("data").isArray();
        } catch (IOException e) {
            return false;
        }
    }

    private Check clock(String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration difference = Duration.between(theirs, clock.instant()).abs();
            return difference.compareTo(CLOCK_DIFFERENCE) <= 0
                    ? Check.fine("clock", "agrees with the service's")
                    : Check.note(
                            "clock",
                            "differs from the service's by " + difference.toSeconds() + " seconds",
                            "Set this Mac's clock automatically under System Settings > General > Date & Time.");
        } catch (DateTimeException e) {
            return Check.note("clock", "not checked: the service does not tell its time", null);
        }
    }
}
