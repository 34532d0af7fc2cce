package dev.kith.agent.sink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends batches to the broker; each is written once and in order, however often the line breaks. */
public final class KafkaSink implements Sink {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private KafkaSink(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A producer with the user's properties; those on which nothing-lost-nothing-twice rests are the agent's own.
     *
     * @param properties by Kafka's names
     */
    public static KafkaSink open(Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG, "mac-agent",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "15000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip",
                ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, "1",
                ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608",
                ProducerConfig.LINGER_MS_CONFIG, "20"));
        settings.putAll(properties);
        settings.putAll(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                "true",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
        try {
            return new KafkaSink(new KafkaProducer<>(settings));
        } catch (KafkaException e) {
            throw KafkaSettings.refused(e);
        }
    }

    @Override
    public void send(OutgoingRecord record) {
        failIfBroken();
        try {
            var onItsWay = producer.send(
                    new ProducerRecord<>(
                            record.topic(),
                            null,
                            record.key().getBytes(StandardCharsets.UTF_8),
                            record.value(),
                            headers(record.headerMap())),
                    (metadata, exception) -> {
                        if (exception != null) {
                            failure.compareAndSet(null, exception);
                        }
                    });
            if (onItsWay.isDone()) {
                failIfBroken();
            }
        } catch (KafkaException e) {
            throw KafkaFailures.named(e);
        }
    }

    private static Collection<Header> headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> (Header)
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw KafkaFailures.named(e);
        }
        failIfBroken();
    }

    private void failIfBroken() {
        Exception first = failure.get();
        if (first != null) {
            throw KafkaFailures.named(first);
        }
    }

    @Override
    public void close() {
        producer.close(failure.get() == null ? CLOSE : Duration.ZERO);
    }
}
