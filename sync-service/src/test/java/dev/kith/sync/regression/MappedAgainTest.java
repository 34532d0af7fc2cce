package dev.kith.sync.regression;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static dev.kith.sync.regression.ReplayClient.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google said stands in the log, and beside it what a mapper made of it that knew no titles yet. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class MappedAgainTest {

    private static MacLog log;

    private final UUID runId = UUID.randomUUID();

    @Inject
    GoogleStory story;

    @BeforeAll
    static void open() {
        log = new MacLog();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    /** Of an account that nobody polls. */
    @BeforeEach
    void openRun() {
        story.sql("""
                WITH account AS (
                    INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('google', $1)
                ), state AS (
                    INSERT INTO contacts_sync_state (provider, account_id) VALUES ('google', $1)
                )
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, phase, generation)
                VALUES ($2, 'google', $1, 'full', 'schedule', 'APPLYING', 1)
                """, story.account(), runId);
    }

    @Test
    void mapsWhatTheSourceSaidByTheRulesOfToday() {
        send(1, "Ann", "Engineer");
        assertThat(story.field("Ann", "job_title")).isNull();

        replay(request());

        assertThat(story.field("Ann", "job_title")).isEqualTo("Engineer");
    }

    @Test
    void readsTheLogFromTheTimeThatWasAskedFor() {
        send(1, "Ann", "Engineer");
        Instant between = Instant.now();
        send(2, "Bob", "Painter");

        replay(request("from", between.toString()));

        assertThat(story.field("Bob", "job_title")).isEqualTo("Painter");
        assertThat(story.field("Ann", "job_title")).isNull();

        replay(request());

        assertThat(story.field("Ann", "job_title")).isEqualTo("Engineer");
    }

    private Map<String, Object> request() {
        return Map.of("dryRun", false, "provider", "google", "accountId", story.account());
    }

    private Map<String, Object> request(String name, String value) {
        return Map.of("dryRun", false, "provider", "google", "accountId", story.account(), name, value);
    }

    /** Once it is in the CRM, as it was mapped then. */
    private void send(int page, String first, String title) {
        String name = "people/" + first.toLowerCase(Locale.ROOT) + story.mark();
        ObjectNode person = story.person(first, title).put("resourceName", name);
        CanonicalContact contact = CanonicalContact.builder(name)
                .displayName(first + " Of" + story.mark())
                .firstName(first)
                .lastName("Of" + story.mark())
                .raw(person)
                .build();
        var batch = Batches.contacts(
                "google",
                story.account(),
                new RunPosition(runId, SyncMode.FULL, 1, 1, page, 1, 1, false),
                List.of(contact));
        log.send("kith.contacts.v1", "google/" + story.account(), CONTACT_BATCH, BatchCodec.write(batch));
        await().atMost(GoogleStory.WAIT)
                .until(() -> story.texts(
                                        "SELECT id::text FROM contacts WHERE first_name = $1 AND last_name = $2",
                                        first,
                                        "Of" + story.mark())
                                .size()
                        == 1);
    }
}
