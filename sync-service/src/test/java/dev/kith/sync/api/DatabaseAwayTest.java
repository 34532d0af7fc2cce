package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.stranger;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = SeverableDatabase.class, restrictToAnnotatedClass = true)
class DatabaseAwayTest {

    @AfterEach
    void mend() {
        SeverableDatabase.mend();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> admin().get("/api/contacts").statusCode() == 200);
    }

    @Test
    void saysThatItIsUnavailableAndLivesOn() {
        String key = newKey("viewer");

        SeverableDatabase.cut();

        assertThat(error(admin().get("/api/contacts"))).isEqualTo("503 UNAVAILABLE");
        assertThat(error(admin().body("{\"name\":\"A\"}").post("/api/contacts")))
                .isEqualTo("503 UNAVAILABLE");
        // Whose key it is stands in the database too.
        assertThat(error(with(key).get("/api/contacts"))).isEqualTo("503 UNAVAILABLE");
        assertThat(error(stranger().get("/api/contacts"))).isEqualTo("401 UNAUTHENTICATED");
        assertThat(stranger().get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(stranger().get("/q/health/ready").statusCode()).isEqualTo(503);
    }
}
