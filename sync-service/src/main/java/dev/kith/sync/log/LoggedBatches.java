package dev.kith.sync.log;

import dev.kith.sync.interaction.InteractionSlice;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the log as its consumer does; what cannot be read is empty, as the consumer has buried it. */
public final class LoggedBatches {

    private LoggedBatches() {}

    public static Optional<UnreadEntry> contacts(ConsumerRecord<byte[], byte[]> record, String topicId) {
        return content(ContactRecords.unread(record, topicId));
    }

    public static Optional<InteractionSlice.Entry> interactions(ConsumerRecord<byte[], byte[]> record, String topicId) {
        return content(InteractionRecords.entry(record, topicId));
    }

    private static <B> Optional<B> content(Read<B> read) {
        return read instanceof Read.Batch<B> batch ? Optional.of(batch.content()) : Optional.empty();
    }
}
