package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.log.LogLag;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Rows;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A sender that writes in transactions (a mirror of the log, say) leaves offsets at which no record stands. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class TransactionMarksTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final String account = "mac." + UUID.randomUUID();
    private final String last = "L" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    Pool pool;

    @Inject
    LogLag lag;

    @Test
    void stopNoPartition() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "transactional.id", account),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (String first : List.of("Ann", "Bob", "Cid")) {
                producer.beginTransaction();
                var sent = producer.send(
                        MacBatches.record(MacBatches.CONTACTS, "macos/" + account, CONTACT_BATCH, batch(first)));
                producer.commitTransaction();
                assertThat(sent).isDone();
            }

            await().atMost(WAIT).untilAsserted(() -> assertThat(names()).containsExactly("Ann", "Bob", "Cid"));
            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(lag.read().await().atMost(WAIT))
                            .as("the last transaction's mark, behind which nothing comes")
                            .containsEntry(MacBatches.CONTACTS, 0L));
        }
    }

    private byte[] batch(String first) {
        CanonicalContact contact = CanonicalContact.builder(first + ":ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        return BatchCodec.write(MacBatches.contacts(account, MacBatches.onlyPage(1), List.of(contact)));
    }

    private List<String> names() {
        return new Rows(pool).texts("SELECT first_name FROM contacts WHERE last_name = $1 ORDER BY first_name", last);
    }
}
