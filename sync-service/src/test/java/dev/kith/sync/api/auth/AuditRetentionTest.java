package dev.kith.sync.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.MigratedDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditRetentionTest {

    @Test
    void forgetsWhoDidWhatOnceItIsOldEnough() {
        try (MigratedDatabase database = MigratedDatabase.create()) {
            database.sql("""
                    INSERT INTO contacts_audit (at, actor, action, status)
                    VALUES (now() - interval '91 days', 'key:old', 'POST /review/{id}', 200),
                           (now() - interval '89 days', 'key:young', 'POST /review/{id}', 200)
                    """);
            AuditLog log = new AuditLog(database.pool());

            new AuditRetention(log, Duration.ofDays(90)).forget().await().indefinitely();

            assertThat(log.latest(10).await().indefinitely())
                    .extracting(AuditLog.Entry::actor)
                    .containsExactly("key:young");
        }
    }
}
