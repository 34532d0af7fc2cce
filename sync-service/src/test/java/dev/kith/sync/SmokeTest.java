package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SmokeTest {

    @Inject
    Pool pool;

    @Test
    void startsAgainstAnEmptyDatabaseAndMakesItsTables() {
        assertThat(pool.query("SELECT to_regclass('contacts_source_links') IS NOT NULL")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue();
    }
}
