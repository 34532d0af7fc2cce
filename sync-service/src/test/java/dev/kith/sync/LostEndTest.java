package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import dev.kith.sync.testing.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** A broker that lost power forgets records that the CRM holds already; new ones take their places. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class LostEndTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int LOST = 1_000;
    private static final String POLLED = "kith.contacts.v1";

    private final String account = "mac-" + UUID.randomUUID() + "." + UUID.randomUUID();
    private final String last = "L" + account.replaceAll("[^0-9a-f]", "");

    @Inject
    Pool pool;

    @Test
    void hidesNothingThatTheLogTakesAfterwards() {
        try (MacLog log = new MacLog()) {
            RecordMetadata first = send(log, 1, "Ann");
            await().atMost(WAIT).untilAsserted(() -> assertThat(names()).containsExactly("Ann"));
            // As if so many more had been applied, a state of Ann and a dead letter among them.
            sql(
                    "UPDATE contacts_source_links SET log_offset = log_offset + $1 WHERE account_id = $2",
                    Tuple.of(LOST - 1, account));
            String letter = rows().texts("""
                            INSERT INTO contacts_dead_letters (log_topic, log_partition, log_offset, topic_id, reason, message)
                            SELECT topic, partition, next_offset + 10, topic_id, 'unreadable', 'lost' FROM contacts_log_offsets
                            WHERE topic = $1 AND partition = $2 RETURNING id::text
                            """, first.topic(), first.partition()).get(0);
            sql(
                    "UPDATE contacts_log_offsets SET next_offset = next_offset + $1 WHERE topic = $2 AND partition = $3",
                    Tuple.of(LOST, first.topic(), first.partition()));

            send(log, 2, "Anna");

            await().atMost(WAIT).untilAsserted(() -> assertThat(names()).containsExactly("Anna"));
            assertThat(rows().texts("SELECT topic_id FROM contacts_dead_letters WHERE id::text = $1", letter))
                    .singleElement()
                    .asString()
                    .endsWith("(lost)");
            // Those of other tests were read once more, too.
            sql("DELETE FROM contacts_dead_letters WHERE log_topic = $1", Tuple.of(first.topic()));
        }
    }

    @Test
    void hasRunsReadAgainWhosePagesMayBeGone() {
        UUID run = UUID.randomUUID();
        sql("INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('google', $1)", Tuple.of(account));
        sql("INSERT INTO contacts_sync_state (provider, account_id) VALUES ('google', $1)", Tuple.of(account));
        sql("""
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, phase, generation, chain_fence)
                VALUES ($1, 'google', $2, 'full', 'schedule', 'APPLYING', 1, 1)
                """, Tuple.of(run, account));
        try (MacLog log = new MacLog()) {
            RecordMetadata first = log.send(POLLED, "google/" + account, CONTACT_BATCH, ofNoRun());
            await().atMost(WAIT)
                    .until(() -> rows().texts(
                                            "SELECT 1 FROM contacts_log_offsets WHERE topic = $1 AND partition = $2 AND next_offset > $3",
                                            first.topic(),
                                            first.partition(),
                                            first.offset())
                                    .size()
                            == 1);
            sql(
                    "UPDATE contacts_log_offsets SET next_offset = next_offset + $1 WHERE topic = $2 AND partition = $3",
                    Tuple.of(LOST, first.topic(), first.partition()));

            log.send(POLLED, "google/" + account, CONTACT_BATCH, ofNoRun());

            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(rows().texts(
                                            "SELECT phase FROM contacts_sync_runs WHERE run_id::text = $1",
                                            run.toString()))
                            .containsExactly("FETCHING"));
        } finally {
            for (String table : List.of("contacts_sync_runs", "contacts_sync_state", "contacts_source_accounts")) {
                sql("DELETE FROM " + table + " WHERE provider = 'google' AND account_id = $1", Tuple.of(account));
            }
        }
    }

    /** A page that the service passes over, having begun no such run. */
    private byte[] ofNoRun() {
        var batch = MacBatches.contacts(account, MacBatches.onlyPage(1), List.of());
        return new String(BatchCodec.write(batch), UTF_8)
                .replace("macos", "google")
                .getBytes(UTF_8);
    }

    private RecordMetadata send(MacLog log, long fence, String first) {
        CanonicalContact contact = CanonicalContact.builder("1:ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        var batch = MacBatches.contacts(account, MacBatches.onlyPage(fence), List.of(contact));
        return log.send(MacLog.CONTACTS, "macos/" + account, CONTACT_BATCH, BatchCodec.write(batch));
    }

    private List<String> names() {
        return rows().texts("SELECT first_name FROM contacts WHERE last_name = $1", last);
    }

    private Rows rows() {
        return new Rows(pool);
    }

    private void sql(String statement, Tuple arguments) {
        pool.preparedQuery(statement).execute(arguments).await().atMost(WAIT);
    }
}
