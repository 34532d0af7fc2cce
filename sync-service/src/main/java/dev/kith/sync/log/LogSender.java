package dev.kith.sync.log;

import dev.kith.model.CloudEventHeaders;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hands batches to the topics that agents write to as well. */
@ApplicationScoped
public class LogSender {

    private final MutinyEmitter<byte[]> batches;

    LogSender(@Channel("batches-out") MutinyEmitter<byte[]> batches) {
        this.batches = batches;
    }

    /**
     * Completes when the broker has acknowledged the record.
     *
     * @param key {@code provider/accountId}
     */
    public Uni<Void> send(String topic, String key, CloudEventHeaders event, byte[] value) {
        return batches.sendMessage(message(topic, key, event, value));
    }

    /** A batch as it stands on its topic. */
    static Message<byte[]> message(String topic, String key, CloudEventHeaders event, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        event.asMap().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withTopic(topic)
                .withKey(key.getBytes(StandardCharsets.UTF_8))
                .withHeaders(headers)
                .build();
        return Message.of(value).addMetadata(metadata);
    }
}
