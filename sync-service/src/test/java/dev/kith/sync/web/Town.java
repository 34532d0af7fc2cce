package dev.kith.sync.web;

import static dev.kith.sync.testing.AdminClient.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.Marks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** People in an account at the Google stand-in, and what programs do about them while somebody looks. */
final class Town {

    final String account = "town-" + UUID.randomUUID().toString().substring(0, 8);
    /** A family name that no other test has. */
    final String family = "Q" + Marks.word();

    private int people;

    static String signInPath() {
        return admin().post("/api/sign-in-links").path("data.path");
    }

    Town open() {
        Google.account(account);
        return this;
    }

    /** @return the id of the entry at Google */
    String settle(String first) {
        String id = "b" + Integer.toHexString(family.hashCode() & 0xffffff) + ++people;
        Google.control().putContact(account, id, person(first));
        return id;
    }

    ObjectNode person(String first) {
        return Google.person(first, family);
    }

    void connect() {
        admin().body("{\"provider\":\"google\",\"accountId\":\"%s\",\"refreshToken\":\"refresh-%s\"}"
                        .formatted(account, account))
                .post("/api/accounts")
                .then()
                .statusCode(201);
    }

    void sync() {
        admin().body("{\"provider\":\"google\",\"accountId\":\"%s\"}".formatted(account))
                .post("/api/sync/now?wait=PT60S")
                .then()
                .statusCode(200);
    }

    /** @return the id of the contact */
    String enter(String first) {
        return admin().body("{\"firstName\":\"%s\",\"lastName\":\"%s\",\"email\":\"%s\"}"
                        .formatted(first, family, (first + "." + family + "@example.com").toLowerCase(Locale.ROOT)))
                .post("/api/contacts")
                .path("data.id");
    }

    String idOf(String first) {
        return admin().queryParam("search", first + " " + family)
                .get("/api/contacts")
                .path("data[0].id");
    }

    void call(String contact, int daysAgo) {
        admin().body("{\"type\":\"CALL_INBOUND\",\"durationSeconds\":180,\"occurredAt\":\"%s\"}"
                        .formatted(Instant.now().minus(daysAgo, ChronoUnit.DAYS)))
                .post("/api/contacts/" + contact + "/interactions")
                .then()
                .statusCode(201);
    }

    /** What the account is called that its owner connected in a browser; {@code null} for none. */
    String connected() {
        return admin().get("/api/accounts")
                .path("data.find { it.subjectEmail == '" + account + "@example.com' }?.accountId");
    }

    void leave() {
        String connected = connected();
        admin().delete("/api/accounts/google/" + (connected == null ? account : connected));
    }
}
