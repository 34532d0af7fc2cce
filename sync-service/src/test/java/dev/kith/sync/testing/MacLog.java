package dev.kith.sync.testing;

import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionId;
import dev.kith.sandbox.mac.MacBatches;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topics of the test JVM's Kafka as an agent does. */
public final class MacLog implements AutoCloseable {

    public static final String CONTACTS = MacBatches.CONTACTS;
    public static final String INTERACTIONS = MacBatches.INTERACTIONS;

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /** @return where it stands now */
    public RecordMetadata send(String topic, String key, String type, byte[] value) {
        try {
            return producer.send(MacBatches.record(topic, key, type, value)).get();
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
        return MacBatches.message(InteractionId.message(guid, true, InteractionId.hash(counterpart)), counterpart);
    }

    @Override
    public void close() {
        producer.close();
    }
}
