package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static dev.kith.sync.api.FileSender.card;
import static dev.kith.sync.api.FileSender.contact;
import static dev.kith.sync.api.FileSender.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The photo of a card, as the CRM serves it. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ImportedPhotoTest {

    private final FileSender sender = new FileSender();
    private final String mark = sender.mark;

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void servesThePhotoOfACardAndTheNextOneAfterIt() {
        byte[] other = JPEG.clone();
        other[10] = 99;
        sender.post("text/vcard", photoCard(JPEG));
        String url = (String) contact("Ann Photo" + mark).get("photoUrl");
        String id = (String) contact("Ann Photo" + mark).get("id");

        Response photo = admin().get("/api/contacts/" + id + "/photo");
        Response byHash = admin().get(url);
        Response again = admin().header("If-None-Match", photo.header("ETag")).get("/api/contacts/" + id + "/photo");
        assertThat(report(sender.post("text/vcard", photoCard(other))))
                .isEqualTo("200: 1 imported, 0 skipped, 0 errors");

        assertThat(url).startsWith("/api/contacts/" + id + "/photo?sha256=");
        assertThat(photo.contentType()).isEqualTo("image/jpeg");
        assertThat(photo.asByteArray()).isEqualTo(JPEG);
        assertThat(photo.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(byHash.asByteArray()).isEqualTo(JPEG);
        assertThat(byHash.header("Cache-Control")).contains("immutable");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(admin().get("/api/contacts/" + id + "/photo").asByteArray()).isEqualTo(other);
        assertThat(admin().get(url).asByteArray()).isEqualTo(JPEG);
        assertThat(with(newKey("viewer")).get(url).statusCode()).isEqualTo(200);
        assertThat(error(admin().get("/api/contacts/" + UUID.randomUUID() + "/photo")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(error(Client.stranger().get(url))).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void takesBackThePhotoAddressItHandedOut() {
        sender.post("text/vcard", photoCard(JPEG));
        Map<String, Object> ann = contact("Ann Photo" + mark);

        Response put = admin().body(Map.of("photoUrl", ann.get("photoUrl"), "nickname", "Annie"))
                .put("/api/contacts/" + ann.get("id"));

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.<String>path("data.photoUrl")).isEqualTo(ann.get("photoUrl"));
    }

    private String photoCard(byte[] photo) {
        return card(
                "FN:Ann Photo" + mark,
                "UID:" + mark,
                "PHOTO;ENCODING=b;TYPE=JPEG:" + Base64.getEncoder().encodeToString(photo));
    }
}
