package dev.kith.sandbox.chaos;

import dev.kith.sandbox.server.LogOfRecords;
import dev.kith.sandbox.system.KithInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for tokens, passwords and people in logs, metrics and the headers of Kafka's records. */
final class Secrets {

    private static final int SHOWN = 4;
    private static final int OK = 200;
    /** How every access token of Google's begins. */
    private static final String ACCESS_TOKEN = "ya29.";

    private final ChaosServers servers;

    Secrets(ChaosServers servers) {
        this.servers = servers;
    }

    List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        Set<String> secrets = new HashSet<>(servers.accounts().secrets());
        secrets.addAll(Set.of(
                KithInstance.API_KEY,
                ChaosServers.CREDENTIALS_KEY,
                ChaosServers.CLIENT_SECRET,
                ACCESS_TOKEN,
                Truth.FAMILY,
                "@chaos.example",
                Agents.NUMBERS));
        servers.logs().forEach(log -> lookInto(log, secrets, leaks));
        servers.instances().forEach(instance -> look(secrets, "a metric", metrics(instance.address()), leaks));
        look(secrets, "a record's header", headers(), leaks);
        return leaks;
    }

    private static void look(Set<String> secrets, String where, String text, List<String> leaks) {
        secrets.stream()
                .filter(text::contains)
                .forEach(secret -> leaks.add(where + " holds a secret or a personal value, "
                        + secret.substring(0, Math.min(SHOWN, secret.length())) + "…"));
    }

    static void lookInto(Path log, Set<String> secrets, List<String> leaks) {
        try {
            // Whatever is no text in it must not end the search.
            look(secrets, log.getFileName().toString(), Files.readString(log, StandardCharsets.ISO_8859_1), leaks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String metrics(URI instance) {
        HttpRequest request = HttpRequest.newBuilder(instance.resolve("/q/metrics"))
                .header("Authorization", "Bearer " + KithInstance.API_KEY)
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("metrics are answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("metrics were not waited for", e);
        }
    }

    private String headers() {
        return new LogOfRecords(servers.kafkaAddress())
                .all().stream()
                        .flatMap(entry -> Stream.of(entry.headers().toArray()))
                        .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n"));
    }
}
