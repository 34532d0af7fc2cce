package dev.kith.sync.testing;

import dev.kith.model.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topics of the test JVM's Kafka as an agent does. */
public final class MacLog implements AutoCloseable {

    public static final String CONTACTS = "kith.mac.contacts.v1";
    public static final String INTERACTIONS = "kith.interactions.v1";

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /** @return where it stands now */
    public RecordMetadata send(String topic, String key, String type, byte[] value) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        new CloudEventHeaders(UUID.randomUUID(), UUID.randomUUID(), type, Instant.EPOCH)
                .asMap()
                .forEach((name, text) -> sent.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(sent).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
