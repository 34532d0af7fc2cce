package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static dev.kith.sync.testing.AdminClient.admin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import dev.kith.sync.testing.Rows;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that Kafka takes and no agent writes: each becomes a dead letter, and what stands behind it is applied. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class OddRecordTest {

    private static final Duration WAIT = Duration.ofSeconds(120);

    private final String account = "mac." + UUID.randomUUID();
    private final String last = "L" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    Pool pool;

    @AfterEach
    void forgetDeadLetters() {
        pool.preparedQuery("DELETE FROM contacts_dead_letters WHERE log_topic = $1")
                .execute(Tuple.of(MacBatches.CONTACTS))
                .await()
                .atMost(WAIT);
    }

    @Test
    void aTypeWithoutAValueHoldsUpNobody() throws Exception {
        ProducerRecord<byte[], byte[]> odd = record(batch(1, "Ann"));
        odd.headers().remove(CloudEventHeaders.TYPE).add(CloudEventHeaders.TYPE, null);

        assertThat(reasonOf(send(odd))).isEqualTo("unknown_type");
    }

    @Test
    void aRecordTooBigForTheDeadLettersHoldsUpNobody() throws Exception {
        byte[] big = ("{\"x\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(UTF_8);

        assertThat(reasonOf(send(record(big)))).isEqualTo("unreadable");
    }

    @Test
    void aRecordTooBigForTheDeadLettersHoldsUpNoErasure() throws Exception {
        reasonOf(send(record(("{\"of\":\"" + account + "x".repeat(3 << 20) + "\"}").getBytes(UTF_8))));
        String bob = new Rows(pool)
                .texts("SELECT id FROM contacts WHERE last_name = $1", last)
                .get(0);

        String erasure = admin().post("/api/contacts/{id}/erase", bob).path("data.erasureId");

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(
                                admin().get("/api/erasures/{id}", erasure).<String>path("data.logRewrittenAt"))
                        .isNotNull());
    }

    @Test
    void aNumberThatIsNoneCostsNobodyElseAnything() throws Exception {
        send(record(with("\"raw\":{\"x\":1e99999999999},", batch(repeating(1), "1:ABPerson", "Ann"))));

        assertThat(reasonsSetAside()).containsExactly("unreadable");
    }

    @Test
    void aPayloadTooDeepToBeSetAsideCostsNobodyElseAnything() throws Exception {
        String id = new Random(1)
                .ints(4_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        send(record(
                with("\"raw\":" + "[".repeat(195) + "]".repeat(195) + ",", batch(MacBatches.onlyPage(1), id, "Ann"))));

        assertThat(reasonsSetAside()).containsExactly("refused_by_database");
    }

    private List<String> reasonsSetAside() {
        try (MacLog log = new MacLog()) {
            log.send(MacBatches.CONTACTS, "macos/" + account, CONTACT_BATCH, batch(2, "Bob"));
        }
        awaitBob();
        return new Rows(pool).texts("SELECT reason FROM contacts_quarantine WHERE account_id = $1", account);
    }

    /** Of a run that brings again what came before. */
    private static RunPosition repeating(long fence) {
        return new RunPosition(UUID.randomUUID(), SyncMode.FULL, 2, fence, 1, 1, 1, true);
    }

    private static byte[] with(String more, byte[] batch) {
        return new String(batch, UTF_8)
                .replace("\"firstName\"", more + "\"firstName\"")
                .getBytes(UTF_8);
    }

    private void awaitBob() {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(
                                new Rows(pool).texts("SELECT first_name FROM contacts WHERE last_name = $1", last))
                        .containsExactly("Bob"));
    }

    private String reasonOf(RecordMetadata odd) {
        try (MacLog log = new MacLog()) {
            RecordMetadata next = log.send(MacBatches.CONTACTS, "macos/" + account, CONTACT_BATCH, batch(2, "Bob"));
            assertThat(next.partition()).isEqualTo(odd.partition());
        }
        awaitBob();
        return String.join(" ", new Rows(pool).texts("""
                SELECT reason FROM contacts_dead_letters
                WHERE log_topic = $1 AND log_partition = $2 AND log_offset = $3
                """, odd.topic(), odd.partition(), odd.offset()));
    }

    /** As a client does that may send more at once than ours, and compresses it. */
    private static RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        Servers.kafka().bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        8 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(record).get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value) {
        return MacBatches.record(MacBatches.CONTACTS, "macos/" + account, CONTACT_BATCH, value);
    }

    private byte[] batch(long fence, String first) {
        return batch(MacBatches.onlyPage(fence), first + ":ABPerson", first);
    }

    private byte[] batch(RunPosition run, String id, String first) {
        CanonicalContact contact = CanonicalContact.builder(id)
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        return BatchCodec.write(MacBatches.contacts(account, run, List.of(contact)));
    }
}
