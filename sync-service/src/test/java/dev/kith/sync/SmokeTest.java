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
        assertThat(text("SELECT (to_regclass('contacts_source_links') IS NOT NULL)::text"))
                .isEqualTo("true");
    }

    @Test
    void letsNobodyWaitForATransactionThatFellAsleep() {
        assertThat(text("SHOW idle_in_transaction_session_timeout")).isEqualTo("30s");
    }

    private String text(String query) {
        return pool.query(query)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(60))
                .iterator()
                .next()
                .getString(0);
    }
}
