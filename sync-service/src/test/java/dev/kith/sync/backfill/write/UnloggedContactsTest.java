package dev.kith.sync.backfill.write;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.write.UnloggedContacts.Unlogged;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnloggedContactsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void countsAContactOnceInEachRunThatReadsIt() {
        UUID first = crm.run(HOME, SyncMode.FULL).runId();
        setAside(first, "unreadable", "It cannot be read.");
        setAside(first, "unreadable", "It cannot be read.");
        crm.sql("UPDATE contacts_sync_runs SET state = 'SUCCEEDED'");
        UUID second = crm.run(HOME, SyncMode.FULL).runId();

        setAside(second, "too_big", "It is too big.");

        assertThat(crm.texts("SELECT quarantined FROM contacts_sync_runs")).containsExactly("1", "1");
        assertThat(crm.texts("SELECT reason || ': ' || message || ' ' || attempts FROM contacts_quarantine"))
                .containsExactly("too_big: It is too big. 2");
    }

    private void setAside(UUID run, String reason, String message) {
        UnloggedContacts.setAside(crm.pool(), HOME, run, reason, List.of(new Unlogged("big", message)))
                .await()
                .atMost(TIMEOUT);
    }
}
