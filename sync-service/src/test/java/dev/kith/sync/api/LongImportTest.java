package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Imports that take longer than anybody waits, and that are larger than anybody may send. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
@TestProfile(LongImportTest.NobodyWaits.class)
class LongImportTest {

    public static final class NobodyWaits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kith.import.patience", "PT0.001S", "kith.http.max-import", "1M");
        }
    }

    @TestHTTPResource
    URI root;

    @Test
    void answersWithTheRunAndGoesOn() {
        StringBuilder file = new StringBuilder("BEGIN:VCARD\nVERSION:3.0\nREV:1\nEND:VCARD\n");
        for (int i = 0; i < 600; i++) {
            file.append("BEGIN:VCARD\nVERSION:3.0\nFN:Long Import").append(i).append("\nEND:VCARD\n");
        }

        Response sent = admin().contentType("text/vcard")
                .body(file.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/import/contacts");

        assertThat(sent.statusCode()).isEqualTo(202);
        String later = sent.header("Location");
        assertThat(URI.create(later).getPath()).isEqualTo("/api/import/contacts/" + sent.path("data.runId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(admin().get("/api/sync/runs/" + sent.path("data.runId"))
                                .<String>path("data.state"))
                        .isEqualTo("SUCCEEDED"));
        Response done = admin().get(URI.create(later).getPath());
        assertThat(done.<Integer>path("data.imported")).isEqualTo(600);
        assertThat(done.<Integer>path("data.errors[0].row")).isEqualTo(1);
    }

    @Test
    void answersWithTheRunOfInteractionsAndGoesOn() {
        Response sent = admin().body(
                        "[{\"email\":\"long@import.example\",\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}]")
                .post("/api/import/interactions");

        assertThat(sent.statusCode()).isEqualTo(202);
        String later = URI.create(sent.header("Location")).getPath();
        assertThat(later).isEqualTo("/api/import/interactions/" + sent.path("data.runId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(admin().get(later).<Integer>path("data.errors.size()"))
                        .isOne());
    }

    @Test
    void refusesAFileThatIsTooLargeAndKeepsNothingOfIt() throws Exception {
        byte[] large = ("BEGIN:VCARD\nFN:Too Large\nNOTE:" + "x".repeat(2_000_000) + "\nEND:VCARD\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(error(admin().contentType("text/vcard").body(large).post("/api/import/contacts")))
                .isEqualTo("413 PAYLOAD_TOO_LARGE");
        HttpRequest unannounced = HttpRequest.newBuilder(root.resolve("/api/import/contacts"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .header("Content-Type", "text/vcard")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(unannounced, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
        assertThat(admin().queryParam("search", "Too Large")
                        .get("/api/contacts")
                        .<Integer>path("meta.total"))
                .isZero();
    }
}
