package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class DecisionsTest {

    @Inject
    Pool pool;

    @Test
    void mergesTwoContactsAndPartsThemAgain() {
        String survivor = contact("Ada", "ada@one.example");
        String loser = contact("Augusta", "ada@two.example");

        Response merged = admin().body("{\"otherId\":\"" + loser + "\"}").post("/api/contacts/" + survivor + "/merge");

        assertThat(merged.statusCode()).isEqualTo(200);
        assertThat(admin().get("/api/contacts/" + loser).<String>path("data.id"))
                .isEqualTo(survivor);
        assertThat(admin().get("/api/contacts/" + loser).<List<String>>path("data.emails.value"))
                .containsExactlyInAnyOrder("ada@one.example", "ada@two.example");

        String mergeId = merged.path("data.mergeId");
        assertThat(admin().post("/api/merges/" + mergeId + "/undo").statusCode())
                .isEqualTo(200);
        assertThat(admin().get("/api/contacts/" + loser).<List<String>>path("data.emails.value"))
                .containsExactly("ada@two.example");
        assertThat(error(admin().post("/api/merges/" + mergeId + "/undo"))).isEqualTo("409 CONFLICT");
    }

    @Test
    void refusesMergesThatMeanNothing() {
        String contact = contact("Ada", "ada@one.example");

        assertThat(error(admin().body("{}").post("/api/contacts/" + contact + "/merge")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().body("{\"otherId\":\"" + contact + "\"}").post("/api/contacts/" + contact + "/merge")))
                .isEqualTo("409 CONFLICT");
        assertThat(error(admin().body("{\"otherId\":\"" + UUID.randomUUID() + "\"}")
                        .post("/api/contacts/" + contact + "/merge")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().post("/api/merges/" + UUID.randomUUID() + "/undo")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void answersAQuestionOnceAndOnlyAsItCanBeAnswered() {
        String contact = contact("Ada", "ada@one.example");
        String question = pool.preparedQuery("""
                        INSERT INTO contacts_review_items (kind, subject, contact_id, provider, account_id, external_contact_id)
                        VALUES ('archival_candidate', $1, $2, 'google', 'nobody', 'people/c1') RETURNING id
                        """)
                .execute(Tuple.of(UUID.randomUUID().toString(), UUID.fromString(contact)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID("id")
                .toString();

        assertThat(error(answer(question, "{\"decision\":\"merge\"}"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(answer(question, "{\"decision\":\"perhaps\"}"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(answer(question, "{\"decision\":\"archive\"}").<String>path("data.decidedBy"))
                .isEqualTo("key:bootstrap");
        assertThat(admin().get("/api/contacts/" + contact).<String>path("data.archivedAt"))
                .isNotNull();
        assertThat(error(answer(question, "{\"decision\":\"dismiss\"}"))).isEqualTo("409 CONFLICT");
        assertThat(error(answer(UUID.randomUUID().toString(), "{\"decision\":\"dismiss\"}")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void explainsThatAHumanIsBehindAValueNoSourceTold() {
        String contact = contact("Ada", "ada@one.example");

        Response explained = admin().get("/api/contacts/" + contact + "/provenance");

        assertThat(explained.statusCode()).isEqualTo(200);
        assertThat(explained.<List<String>>path("data.fields.rule")).containsOnly("local");
        assertThat(explained.<List<String>>path("data.values.value")).containsExactly("ada@one.example");
        assertThat(error(admin().get("/api/contacts/" + UUID.randomUUID() + "/provenance")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void tellsWhoEditedWhat() {
        String contact = contact("Ada", "ada@one.example");

        admin().body("{\"organization\":\"Engines\",\"emails\":[{\"value\":\"new@one.example\"}]}")
                .put("/api/contacts/" + contact);

        assertThat(pool.preparedQuery("""
                                SELECT field || ' ' || coalesce(old_value #>> '{0,value}', '-') || ' '
                                    || coalesce(new_value #>> '{0,value}', new_value #>> '{}') || ' ' || actor AS line
                                FROM contacts_field_history WHERE contact_id = $1 ORDER BY field
                                """)
                        .execute(Tuple.of(UUID.fromString(contact)))
                        .await()
                        .indefinitely())
                .extracting(row -> row.getString("line"))
                .containsExactly(
                        "company - Engines key:bootstrap", "emails ada@one.example new@one.example key:bootstrap");
    }

    private static Response answer(String question, String body) {
        return admin().body(body).post("/api/review/" + question);
    }

    private static String contact(String name, String email) {
        return admin().body("{\"firstName\":\"" + name + "\",\"email\":\"" + email + "\"}")
                .post("/api/contacts")
                .path("data.id");
    }
}
