package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.chaos.Truth.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Somebody who edits contacts through the API of one instance or another, whether it answers or not. */
final class Humans {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String CONTACT = """
            SELECT local_contact_id FROM contacts_source_links
            WHERE provider = 'google' AND account_id = ? AND external_contact_id = ?
            """;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ChaosServers servers;
    private final List<URI> instances;
    private final String apiKey;
    private final Truth truth;
    private final Random random;

    Humans(ChaosServers servers, List<URI> instances, String apiKey, Truth truth, Random random) {
        this.servers = servers;
        this.instances = instances;
        this.apiKey = apiKey;
        this.truth = truth;
        this.random = random;
    }

    /** Gives the contact a nickname, which no source does. */
    void nickname(Person person, String nickname) {
        URI instance = instances.get(random.nextInt(instances.size()));
        contact(person).ifPresent(id -> {
            try {
                HttpResponse<Void> answer = http.send(
                        HttpRequest.newBuilder(instance.resolve("/api/contacts/" + id))
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + apiKey)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("nickname", nickname)
                                        .toString()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() == 200) {
                    truth.nicknamed(person.link(), nickname);
                } else {
                    truth.perhapsNicknamed(person.link(), nickname);
                }
            } catch (IOException e) {
                truth.perhapsNicknamed(person.link(), nickname);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Optional<String> contact(Person person) {
        String[] link = person.link().substring(0, person.link().indexOf('#')).split("/", 3);
        try (Connection connection = servers.connect();
                PreparedStatement statement = connection.prepareStatement(CONTACT)) {
            statement.setString(1, link[1]);
            statement.setString(2, link[2]);
            ResultSet rows = statement.executeQuery();
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException | IllegalStateException e) {
            // The database is down just now: whoever wanted to edit waits.
            return Optional.empty();
        }
    }
}
