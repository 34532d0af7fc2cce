package dev.kith.sync.testing;

import dev.kith.model.CloudEventHeaders;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionId;
import dev.kith.model.InteractionType;
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

    /** A message that was sent to a number or an address, such as phones tell of it. */
    public static Interaction message(String guid, String handle) {
        Counterpart counterpart = Counterpart.of(handle, "US");
        return new Interaction(
                InteractionId.message(guid, true, InteractionId.hash(counterpart)),
                InteractionType.TEXT_OUTBOUND,
                Instant.parse("2026-01-01T12:00:00Z"),
                null,
                counterpart,
                "iMessage",
                null,
                false,
                null,
                false,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
