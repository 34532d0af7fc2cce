package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.chaos.Truth.Link;
import dev.kith.sandbox.chaos.Truth.Person;
import dev.kith.sandbox.system.KithInstance;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** People who edit contacts through the API of one instance or another, whether it answers or not, or with SQL. */
final class Humans {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String CONTACT = """
            SELECT local_contact_id FROM contacts_source_links
            WHERE provider = ? AND account_id = ? AND external_contact_id = ?
            """;
    private static final String TITLE = "UPDATE contacts SET job_title = ? WHERE id = ?::uuid";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ChaosServers servers;
    private final List<URI> instances;
    private final Truth truth;
    private final Random random;
    private final Deque<String> toBeMade = new ArrayDeque<>();

    Humans(ChaosServers servers, Truth truth, Random random) {
        this.servers = servers;
        this.instances = servers.instances().stream().map(KithInstance::address).toList();
        this.truth = truth;
        this.random = random;
    }

    /** Gives the contact a nickname, which no source does. */
    void nickname(Person person, String nickname) {
        put(person, "nickname", nickname, truth.nickname(person.link()));
    }

    /** Writes over what the source says. */
    void title(Person person, String title) {
        put(person, "title", title, truth.title(person.link()));
    }

    private void put(Person person, String field, String value, Edits edits) {
        contact(person.link()).ifPresent(id -> {
            HttpRequest.Builder request = request("/api/contacts/" + id).PUT(body(object().put(field, value)));
            if (status(request) == OK) {
                edits.answered(value);
            } else {
                edits.unanswered(value);
            }
        });
    }

    /** As another program does that shares the database. */
    void titleBySql(Person person, String title) {
        contact(person.link()).ifPresent(id -> {
            try (Connection connection = servers.connect();
                    PreparedStatement statement = connection.prepareStatement(TITLE)) {
                statement.setString(1, title);
                statement.setString(2, id);
                if (statement.executeUpdate() == 1) {
                    truth.title(person.link()).answered(title);
                }
            } catch (SQLException | IllegalStateException e) {
                truth.title(person.link()).unanswered(title);
            }
        });
    }

    /** Makes somebody new, and asks again with the same key until that is answered. */
    void make(String family) {
        toBeMade.add(family);
        makeNext();
    }

    /** Whether somebody is still to be made. */
    boolean makeNext() {
        String family = toBeMade.peek();
        if (family != null) {
            int status = status(request("/api/contacts")
                    .header("Idempotency-Key", "chaos-" + family)
                    .POST(body(object().put("firstName", "Sam").put("lastName", family))));
            if (status == OK || status == CREATED) {
                truth.made(family);
                toBeMade.remove();
            }
        }
        return !toBeMade.isEmpty();
    }

    private HttpRequest.Builder request(String path) {
        URI instance = instances.get(random.nextInt(instances.size()));
        return HttpRequest.newBuilder(instance.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + KithInstance.API_KEY)
                .header("Content-Type", "application/json");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HttpRequest.BodyPublisher body(ObjectNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    /** 0 where no answer came. */
    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Optional<String> contact(Link link) {
        try (Connection connection = servers.connect();
                PreparedStatement statement = connection.prepareStatement(CONTACT)) {
            statement.setString(1, link.provider());
            statement.setString(2, link.account());
            statement.setString(3, link.externalId());
            ResultSet rows = statement.executeQuery();
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException | IllegalStateException e) {
            // The database is down just now: whoever wanted to edit waits.
            return Optional.empty();
        }
    }
}
