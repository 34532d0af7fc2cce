package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.StandInClient.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A stand-in with the account {@code ada}, three contacts in it (sources a1 to a3), and a client that ada let in. */
final class StandInFixture implements AutoCloseable {

    static final String ADA = "ada";
    static final String CONNECTIONS = "/v1/people/me/connections";
    static final String LIST = CONNECTIONS + "?personFields=names,metadata,emailAddresses&requestSyncToken=true";

    /** Time passes when a test lets it pass: what lives for a second lives however slow the machine is. */
    final GoogleStandIn google =
            GoogleStandIn.start(new StandInOptions(0, null, Clock.fixed(Instant.now(), ZoneOffset.UTC)));

    final StandInControl control = google.control();
    final Switches switches = control.switches();
    final StandInClient client = new StandInClient(google.url());

    StandInFixture() {
        control.createAccount(
                ADA,
                "ada@example.com",
                "refresh-ada",
                Set.of(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE));
        for (int i = 1; i <= 3; i++) {
            control.putContact(ADA, "a" + i, named("Person " + i));
        }
        client.refresh("refresh-ada");
    }

    Answer get(String pathAndQuery) {
        return client.get(pathAndQuery);
    }

    JsonNode body(String pathAndQuery) {
        return client.get(pathAndQuery).body();
    }

    /** The sync token at the end of a full sync. */
    String syncToken() {
        return lastPage(LIST).path("nextSyncToken").asText();
    }

    JsonNode delta(String syncToken) {
        return body(LIST + "&syncToken=" + syncToken);
    }

    JsonNode lastPage(String request) {
        List<JsonNode> pages = pages(request);
        return pages.get(pages.size() - 1);
    }

    /** The pages of a whole chain. */
    List<JsonNode> pages(String request) {
        List<JsonNode> pages = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = body(request + next);
            pages.add(page);
            next = page.has("nextPageToken")
                    ? (request.contains("?") ? "&" : "?") + "pageToken="
                            + page.path("nextPageToken").asText()
                    : "";
        } while (!next.isEmpty());
        return pages;
    }

    static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("connections")
                .forEach(person -> names.add(person.at("/names/0/givenName").asText()));
        return names;
    }

    static ObjectNode named(String name) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("names").addObject().put("givenName", name);
        return person;
    }

    @Override
    public void close() {
        google.close();
    }
}
