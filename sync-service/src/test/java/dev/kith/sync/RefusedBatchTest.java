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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Batches that can be read, and of which the database refuses something that is no contact's. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class RefusedBatchTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final String account = "mac." + UUID.randomUUID();
    private final String last = "L" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    Pool pool;

    @Test
    void holdUpNobodyBehindThem() {
        try (MacLog log = new MacLog()) {
            RecordMetadata refused = send(log, 1, "Ann", "\"checkpoint\":\"\\u0000\",");
            RecordMetadata next = send(log, 2, "Bob", "");
            assertThat(next.partition()).isEqualTo(refused.partition());

            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(
                                    new Rows(pool).texts("SELECT first_name FROM contacts WHERE last_name = $1", last))
                            .containsExactly("Bob"));

            assertThat(new Rows(pool).texts("""
                            SELECT reason FROM contacts_dead_letters
                            WHERE log_topic = $1 AND log_partition = $2 AND log_offset = $3
                            """, refused.topic(), refused.partition(), refused.offset()))
                    .containsExactly("refused");
        }
    }

    private RecordMetadata send(MacLog log, long fence, String first, String more) {
        CanonicalContact contact = CanonicalContact.builder(first + ":ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        String batch = new String(
                BatchCodec.write(MacBatches.contacts(account, MacBatches.onlyPage(fence), List.of(contact))), UTF_8);
        return log.send(
                MacBatches.CONTACTS,
                "macos/" + account,
                CONTACT_BATCH,
                ("{" + more + batch.substring(1)).getBytes(UTF_8));
    }
}
