package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Blanks;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ErrorsTest {

    private static final long TWO_HUNDRED_MEGABYTES = 200L << 20;

    @TestHTTPResource("/")
    URI root;

    @Test
    void saysThatAnAddressDoesNotExist() {
        assertThat(error(admin().get("/api/nothing"))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().get("/elsewhere"))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().delete("/api/keys/" + UUID.randomUUID()))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().delete("/api/keys/not-a-uuid"))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void doesNotTellStrangersWhichAddressesExist() {
        assertThat(error(stranger().get("/api/nothing"))).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void tellsMalformedJsonFromValuesOfTheWrongType() {
        assertThat(error(admin().body("{\"name\":").post("/api/keys"))).isEqualTo("400 MALFORMED_JSON");
        assertThat(error(admin().body("{\"name\":\"a\"} x").post("/api/keys"))).isEqualTo("400 MALFORMED_JSON");
        assertThat(error(admin().body("{\"name\":1,\"role\":\"viewer\"}").post("/api/keys")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().body("{\"name\":{},\"role\":\"viewer\"}").post("/api/keys")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().body("[]").post("/api/keys"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().body("null").post("/api/keys"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().post("/api/keys"))).isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void needsNoBodyAndNoTypeWhereNothingNeedsToBeSaid() throws Exception {
        var bare = HttpRequest.newBuilder(root.resolve("api/sync/now"))
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .POST(BodyPublishers.noBody())
                .build();

        var answer = HttpClient.newHttpClient().send(bare, BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void asksWhatKindOfFileAnImportWithoutATypeIs() throws Exception {
        for (String path : List.of("api/import/contacts", "api/import/interactions")) {
            var untyped = HttpRequest.newBuilder(root.resolve(path))
                    .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                    .POST(BodyPublishers.ofString("x"))
                    .build();

            var answer = HttpClient.newHttpClient().send(untyped, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(path).isEqualTo(415);
            assertThat(answer.body()).contains("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void refusesAMethodAndAMediaTypeInTheSameEnvelope() {
        assertThat(error(admin().patch("/api/keys"))).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(error(admin().contentType(ContentType.XML).body("<a/>").post("/api/keys")))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesAnUploadThatSaysHowLargeItIs() throws Exception {
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new Blanks(TWO_HUNDRED_MEGABYTES)), TWO_HUNDRED_MEGABYTES);
        assertTooLarge("/api/keys", "application/json", body);
        assertTooLarge("/api/import/contacts", "text/vcard", body);
    }

    @Test
    void refusesAnUploadThatDoesNotSayHowLargeItIs() throws Exception {
        var body = BodyPublishers.ofInputStream(() -> new Blanks(TWO_HUNDRED_MEGABYTES));
        assertTooLarge("/api/keys", "application/json", body);
        assertTooLarge("/api/import/contacts", "text/vcard", body);
    }

    private void assertTooLarge(String path, String type, HttpRequest.BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .header("Content-Type", type)
                .POST(body)
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"PAYLOAD_TOO_LARGE\"");
    }
}
