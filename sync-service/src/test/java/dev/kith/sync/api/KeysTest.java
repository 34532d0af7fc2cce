package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.stranger;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class KeysTest {

    @Inject
    Pool pool;

    @Test
    void aNewKeyOpensWhatItsRoleAllowsUntilItIsRevoked() {
        var made = admin().body("{\"name\":\"script\",\"role\":\"admin\"}").post("/api/keys");
        assertThat(made.statusCode()).isEqualTo(201);
        String key = made.path("data.key");
        String id = made.path("data.id");
        assertThat(key).startsWith("kith_").hasSize("kith_".length() + 43);
        assertThat(with(key).get("/api/keys").statusCode()).isEqualTo(200);

        assertThat(admin().delete("/api/keys/" + id).<Boolean>path("data.deleted"))
                .isTrue();

        assertThat(error(with(key).get("/api/keys"))).isEqualTo("401 UNAUTHENTICATED");
        assertThat(error(admin().delete("/api/keys/" + id))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void neverShowsAKeyAgainAndStoresOnlyItsHash() {
        String key = newKey("viewer");

        assertThat(admin().get("/api/keys").asString()).doesNotContain(key);
        var stored =
                pool.query("SELECT * FROM contacts_api_keys").execute().await().indefinitely();
        stored.forEach(row -> assertThat(row.deepToString()).doesNotContain(key));
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        var refused = admin().body("{\"name\":\"x\",\"role\":\"root\"}").post("/api/keys");
        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(refused.<List<String>>path("error.details.role")).hasSize(1);
    }

    @Test
    void refusesNoKeyAndAWrongOne() {
        assertThat(error(stranger().get("/api/keys"))).isEqualTo("401 UNAUTHENTICATED");
        assertThat(error(with("kith_wrong").get("/api/keys"))).isEqualTo("401 UNAUTHENTICATED");
        assertThat(error(with("").get("/api/keys"))).isEqualTo("401 UNAUTHENTICATED");
        assertThat(stranger().get("/api/keys").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesANameThatNoListCouldShow() {
        assertThat(error(admin().body("{\"name\":\"" + "a".repeat(101) + "\",\"role\":\"viewer\"}")
                        .post("/api/keys")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void refusesANameThatNoTextMayHold() {
        assertThat(Client.error(admin().body("{\"name\":\"a\\u0000\",\"role\":\"viewer\"}")
                        .post("/api/keys")))
                .isEqualTo("422 VALIDATION_ERROR");
    }
}
