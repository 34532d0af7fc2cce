package dev.kith.sync.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.Email;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Whatever stands on a topic, the service goes on, and it is known of every record what became of it. */
@QuarkusTest
@QuarkusTestResource(value = KithServers.class, restrictToAnnotatedClass = true)
class TopicFuzzTest {

    private static final Duration WAIT = Duration.ofMinutes(10);

    private final Random random = new Random(20_261_125);

    @Inject
    Pool pool;

    /** With {@code -Dkith.fuzz.records=100000} as many, which takes some minutes. */
    @Test
    void accountsForEveryMutatedRecord() throws Exception {
        fuzz(Integer.getInteger("kith.fuzz.records", 2_000));
    }

    private void fuzz(int count) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> sent = send(count);
        awaitRead(sent);

        Set<String> buried =
                texts("SELECT log_partition || '/' || log_offset FROM contacts_dead_letters WHERE log_topic = '"
                        + Topics.MAC_CONTACTS + "'");
        Set<String> begun = texts("SELECT run_id::text FROM contacts_sync_runs");
        List<String> unaccounted = new ArrayList<>();
        int applied = 0;
        for (ConsumerRecord<byte[], byte[]> record : sent) {
            Optional<Slice.Entry> batch = LoggedBatches.contacts(record, "topic");
            boolean dead = buried.contains(record.partition() + "/" + record.offset());
            boolean run = batch.filter(
                            entry -> begun.contains(entry.batch().run().runId().toString()))
                    .isPresent();
            if (dead == run) {
                unaccounted.add(record.partition() + "/" + record.offset());
            }
            applied += run ? 1 : 0;
        }
        assertThat(unaccounted).isEmpty();
        assertThat(applied).as("records that still were batches").isBetween(count / 20, count - count / 20);
    }

    private List<ConsumerRecord<byte[], byte[]>> send(int count) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                String account = "fuzz." + UUID.randomUUID();
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.MAC_CONTACTS, ("macos/" + account).getBytes(UTF_8), mutated(batch(account)));
                headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
                RecordMetadata at = producer.send(record).get();
                ConsumerRecord<byte[], byte[]> read =
                        new ConsumerRecord<>(at.topic(), at.partition(), at.offset(), record.key(), record.value());
                record.headers().forEach(header -> read.headers().add(header));
                sent.add(read);
            }
        }
        return sent;
    }

    private byte[] batch(String account) {
        CanonicalContact contact = CanonicalContact.builder("1:ABPerson")
                .displayName("Fuzzy")
                .firstName("Fuzzy")
                .emails(List.of(new Email(account + "@fuzz.example", null, true, null)))
                .build();
        RunPosition run = new RunPosition(UUID.randomUUID(), SyncMode.INCREMENTAL, 1, 1, 1, 1, 1, true);
        return BatchCodec.write(new ContactBatch(
                "macos",
                account,
                "contacts",
                run,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(contact),
                List.of(),
                List.of(),
                0));
    }

    private Map<String, String> headers() {
        String type = random.nextInt(50) == 0 ? "dev.kith.contact-batch.v9" : CloudEventHeaders.CONTACT_BATCH;
        return new CloudEventHeaders(UUID.randomUUID(), UUID.randomUUID(), type, Instant.EPOCH).asMap();
    }

    private byte[] mutated(byte[] value) {
        byte[] copy = value.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            case 1 -> copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            case 2 -> copy = replaced(copy, "\"Fuzzy\"", odd());
            case 3 -> copy = replaced(copy, "\"page\":1", "\"page\":" + odd());
            case 4 -> copy = replaced(copy, "\"contacts\":[", "\"unknown\":" + odd() + ",\"contacts\":[" + odd() + ",");
            default -> {
                for (int i = 0; i < 5; i++) {
                    copy[random.nextInt(copy.length)] = (byte) "{}[]\",:0\\".charAt(random.nextInt(9));
                }
            }
        }
        return copy;
    }

    private String odd() {
        String[] values = {
            "null",
            "-1",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "true",
            "[[[[[[[[1]]]]]]]]",
            "\"" + "x".repeat(5_000) + "\"",
            "0.5"
        };
        return values[random.nextInt(values.length)];
    }

    private static byte[] replaced(byte[] value, String from, String to) {
        return new String(value, UTF_8).replace(from, to).getBytes(UTF_8);
    }

    private void awaitRead(List<ConsumerRecord<byte[], byte[]>> sent) {
        sent.stream().mapToInt(ConsumerRecord::partition).distinct().forEach(partition -> {
            long end = sent.stream()
                            .filter(record -> record.partition() == partition)
                            .mapToLong(ConsumerRecord::offset)
                            .max()
                            .orElseThrow()
                    + 1;
            await().atMost(WAIT).until(() -> read(partition) >= end);
        });
    }

    private long read(int partition) {
        var rows = pool.preparedQuery(
                        "SELECT next_offset FROM contacts_log_offsets WHERE topic = $1 AND partition = $2")
                .execute(Tuple.of(Topics.MAC_CONTACTS, partition))
                .await()
                .atMost(WAIT)
                .iterator();
        return rows.hasNext() ? rows.next().getLong(0) : 0;
    }

    private Set<String> texts(String query) {
        Set<String> texts = new HashSet<>();
        for (Row row : pool.query(query).execute().await().atMost(WAIT)) {
            texts.add(row.getString(0));
        }
        return texts;
    }
}
