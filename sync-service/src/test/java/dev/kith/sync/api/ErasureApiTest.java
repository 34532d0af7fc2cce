package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ErasureApiTest {

    private final String mail = UUID.randomUUID() + "@example.org";

    @Test
    void erasesAPersonOnceThePlanWasAgreedTo() {
        String contact = contact();

        Response plan = erase(contact, "{\"dryRun\": true}");
        assertThat(plan.<String>path("data.plan.contactId")).isEqualTo(contact);
        assertThat(plan.<List<String>>path("data.plan.sharedWith")).isEmpty();
        assertThat(admin().get("/api/contacts/" + contact).statusCode()).isEqualTo(200);
        assertThat(error(erase(contact, "{\"planFingerprint\": \"another\"}"))).isEqualTo("409 CONFLICT");

        Response erased =
                erase(contact, "{\"planFingerprint\": \"" + plan.<String>path("data.planFingerprint") + "\"}");

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(error(admin().get("/api/contacts/" + contact))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().get("/api/contacts/" + contact + "/export"))).isEqualTo("404 NOT_FOUND");
        Response told = admin().get("/api/erasures/" + erased.<String>path("data.erasureId"));
        assertThat(told.<String>path("data.by")).isEqualTo("key:bootstrap");
        assertThat(told.asString()).doesNotContain(contact).doesNotContain(mail);
    }

    @Test
    void erasesWithoutABodyToo() {
        String contact = contact();

        assertThat(admin().post("/api/contacts/" + contact + "/erase").statusCode())
                .isEqualTo(200);

        assertThat(error(admin().post("/api/contacts/" + contact + "/erase"))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void letsOnlyAdminsErase() {
        String contact = contact();

        assertThat(error(with(newKey("operator")).post("/api/contacts/" + contact + "/erase")))
                .isEqualTo("403 FORBIDDEN");

        assertThat(admin().get("/api/contacts/" + contact).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotMakeThePersonAgainWhenTheRequestThatMadeItIsRepeated() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"Zuleika\", \"email\": \"" + mail + "\"}";
        String contact = admin().header("Idempotency-Key", key)
                .body(body)
                .post("/api/contacts")
                .path("data.id");
        admin().post("/api/contacts/" + contact + "/erase");

        Response again = admin().header("Idempotency-Key", key).body(body).post("/api/contacts");

        assertThat(error(again)).isEqualTo("409 CONFLICT");
        assertThat(admin().get("/api/contacts?search=" + mail).<Integer>path("meta.total"))
                .isZero();
    }

    @Test
    void importsEverybodyButThePersonErased() {
        admin().post("/api/contacts/" + contact() + "/erase");
        String other = UUID.randomUUID() + "@example.org";

        Response imported = admin().contentType("text/vcard")
                .body(card("Zuleika", mail) + card("Noaks", other))
                .post("/api/import/contacts");

        assertThat(imported.<Integer>path("data.imported")).isEqualTo(1);
        assertThat(imported.<Integer>path("data.skipped")).isEqualTo(1);
        assertThat(admin().get("/api/contacts?search=" + mail).<Integer>path("meta.total"))
                .isZero();
        assertThat(admin().get("/api/contacts?search=" + other).<Integer>path("meta.total"))
                .isEqualTo(1);
    }

    private static Response erase(String contact, String body) {
        return admin().body(body).post("/api/contacts/" + contact + "/erase");
    }

    private String contact() {
        return admin().body("{\"name\": \"Zuleika\", \"email\": \"" + mail + "\"}")
                .post("/api/contacts")
                .path("data.id");
    }

    private static String card(String name, String mail) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + UUID.randomUUID() + "\r\nFN:" + name + "\r\nEMAIL:" + mail
                + "\r\nEND:VCARD\r\n";
    }
}
