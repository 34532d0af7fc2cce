package dev.kith.sandbox.chaos;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lets the log say again what it said before. */
final class Redelivery {

    private static final List<String> TOPICS =
            List.of("kith.contacts.v1", "kith.mac.contacts.v1", "kith.interactions.v1");
    private static final int MOST_REPEATED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChaosServers servers;
    private final Random random;

    Redelivery(ChaosServers servers, Random random) {
        this.servers = servers;
        this.random = random;
    }

    /** Sends a stretch of a topic once more, as a producer would that lost its memory. */
    void repeat() {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        double from = random.nextDouble();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // What nobody can read is counted where it is made.
            List<Future<RecordMetadata>> sends = stretch(consumer, topic, from).stream()
                    .filter(record -> !Agents.POISON.equals(new String(record.key(), StandardCharsets.UTF_8)))
                    .map(record ->
                            new ProducerRecord<>(topic, null, null, record.key(), record.value(), record.headers()))
                    .map(producer::send)
                    .toList();
            for (Future<RecordMetadata> send : sends) {
                send.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | ExecutionException e) {
            // The log is away just now: the rest is not repeated.
            return;
        }
    }

    private Properties client() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers",
                servers.kafkaAddress(),
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis(),
                "request.timeout.ms",
                2_000,
                "max.block.ms",
                (int) PATIENCE.toMillis(),
                "delivery.timeout.ms",
                (int) PATIENCE.toMillis()));
        return properties;
    }

    private static List<ConsumerRecord<byte[], byte[]>> stretch(
            KafkaConsumer<byte[], byte[]> consumer, String topic, double from) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<TopicPartition> filled =
                partitions.stream().filter(partition -> ends.get(partition) > 0).toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        if (!filled.isEmpty()) {
            TopicPartition chosen = filled.get((int) (from * filled.size()));
            consumer.assign(List.of(chosen));
            consumer.seek(chosen, (long) (from * ends.get(chosen)));
            consumer.poll(PATIENCE).forEach(records::add);
        }
        return records.subList(0, Math.min(MOST_REPEATED, records.size()));
    }

    /** Lets the service read again what it has applied. */
    void rewind(int records) {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '5s'");
            statement.execute(
                    "UPDATE contacts_log_offsets SET next_offset = greatest(0, next_offset - " + records + ")");
        } catch (SQLException | IllegalStateException e) {
            // The database is away just now: nothing is delivered again.
            return;
        }
    }
}
