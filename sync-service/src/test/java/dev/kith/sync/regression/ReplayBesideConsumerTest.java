package dev.kith.sync.regression;

import static dev.kith.sync.regression.ReplayClient.begin;
import static dev.kith.sync.regression.ReplayClient.ended;
import static dev.kith.sync.regression.ReplayClient.get;
import static dev.kith.sync.regression.ReplayClient.replay;
import static dev.kith.sync.testing.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.Organization;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay and the log's consumer read the same records: what the consumer held back or dropped, the replay does not bring in. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ReplayBesideConsumerTest {

    @Inject
    GoogleStory story;

    @Inject
    GoogleStory other;

    @Inject
    Pool pool;

    @BeforeEach
    void connect() {
        story.connect();
        other.connect();
    }

    /** Else they are polled beside other tests. */
    @AfterEach
    void disconnect() {
        story.disconnect();
        other.disconnect();
    }

    @Test
    void takesNoStateFromASenderThatWasOvertaken() {
        story.put(1, story.person("Ann", "Engineer"));
        story.fullSync();
        story.put(1, story.person("Ann", "Captain"));
        story.sync();
        try (MacLog log = new MacLog()) {
            RecordMetadata late = log.send(
                    "kith.contacts.v1",
                    "google/" + story.account(),
                    CloudEventHeaders.CONTACT_BATCH,
                    BatchCodec.write(overtaken(story)));
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> story.texts(
                                            "SELECT 'passed' FROM contacts_log_offsets WHERE topic = $1 AND partition = $2"
                                                    + " AND next_offset > $3",
                                            late.topic(),
                                            late.partition(),
                                            late.offset())
                                    .size()
                            == 1);
        }

        replay(Map.of("dryRun", false, "provider", "google", "accountId", story.account()));

        assertThat(story.field("Ann", "job_title")).isEqualTo("Captain");
    }

    @Test
    void waitsForTheLogsConsumerSinceOnlyThatHoldsBackWhatARunMustNotDo() {
        story.fullSync();
        other.put(1, story.person("Ann"));
        other.fullSync();
        SqlConnection busy = pool.getConnectionAndAwait();
        try (MacLog log = new MacLog()) {
            busy.beginAndAwait();
            // Else the database ends a transaction that waits as long as a busy machine takes.
            busy.query("SET LOCAL idle_in_transaction_session_timeout = 0").executeAndAwait();
            busy.preparedQuery("SELECT 1 FROM contacts_sync_state WHERE account_id = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(other.account()));
            log.send(
                    "kith.contacts.v1",
                    "google/" + other.account(),
                    CloudEventHeaders.CONTACT_BATCH,
                    BatchCodec.write(overtaken(other)));

            UUID cancelled = begin(Map.of("provider", "google", "accountId", story.account()));

            JsonPath waiting = await().atMost(Duration.ofSeconds(120))
                    .until(() -> get(cancelled), found -> found.getBoolean("data.waiting"));
            assertThat(waiting.getString("data.state")).isEqualTo("RUNNING");
            assertThat(waiting.getLong("data.report.records")).isZero();
            admin().post("/api/replays/{id}/cancel", cancelled).then().statusCode(200);
            UUID next = begin(Map.of("provider", "google", "accountId", story.account()));
            busy.query("ROLLBACK").executeAndAwait();
            JsonPath ended = ended(next);
            assertThat(ended.getString("data.state")).isEqualTo("SUCCEEDED");
            assertThat(ended.getBoolean("data.waiting")).isFalse();
            assertThat(get(cancelled).getString("data.state")).isEqualTo("CANCELLED");
            assertThat(get(cancelled).getBoolean("data.waiting")).isFalse();
        } finally {
            busy.closeAndAwait();
        }
    }

    /** What an instance that slept had read before another one took its account over. */
    private ContactBatch overtaken(GoogleStory its) {
        UUID run = UUID.fromString(its.text(
                "SELECT run_id::text FROM contacts_sync_runs WHERE account_id = $1 ORDER BY started_at DESC LIMIT 1",
                its.account()));
        CanonicalContact ann = CanonicalContact.builder(its.text(
                        "SELECT external_contact_id FROM contacts_source_links WHERE account_id = $1", its.account()))
                .displayName("Ann Of" + its.mark())
                .firstName("Ann")
                .lastName("Of" + its.mark())
                .organizations(List.of(new Organization("Works", null, "Engineer", true)))
                .build();
        return Batches.contacts(
                "google",
                its.account(),
                new RunPosition(run, SyncMode.INCREMENTAL, 1, 0, 1, 1, 1, false),
                List.of(ann));
    }
}
