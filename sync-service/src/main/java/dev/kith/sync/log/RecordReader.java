package dev.kith.sync.log;

import dev.kith.model.BatchCodec;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.UnreadableBatchException;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads records of a contacts topic, so that one that cannot be read becomes a dead letter and stops nobody. */
final class RecordReader {

    /** What a record turned out to be. */
    sealed interface Read {

        ConsumerRecord<byte[], byte[]> source();

        /** A batch of contacts. */
        record Batch(ConsumerRecord<byte[], byte[]> source, AccountKey account, Slice.Entry entry) implements Read {}

        /** Not a batch this version can read. The reason holds nothing of the content. */
        record DeadLetter(ConsumerRecord<byte[], byte[]> source, String reason, String message) implements Read {}
    }

    private static final int MAJOR_VERSION = 1;

    private RecordReader() {}

    static Read read(ConsumerRecord<byte[], byte[]> source, String topicId) {
        String type = header(source, CloudEventHeaders.TYPE);
        if (!CloudEventHeaders.CONTACT_BATCH_NAME.equals(CloudEventHeaders.nameOf(type))
                || CloudEventHeaders.majorVersionOf(type) != MAJOR_VERSION) {
            return new Read.DeadLetter(
                    source,
                    "unknown_type",
                    "The record's ce_type is missing or of another version than this service reads.");
        }
        if (source.value() == null) {
            return new Read.DeadLetter(source, "empty", "The record has no value.");
        }
        try {
            return batch(source, topicId, BatchCodec.readContactBatch(source.value()));
        } catch (UnreadableBatchException e) {
            return new Read.DeadLetter(source, "unreadable", e.getMessage());
        }
    }

    private static Read batch(ConsumerRecord<byte[], byte[]> source, String topicId, BatchCodec.ReadContactBatch read) {
        ContactBatch batch = read.batch();
        if (batch.run() == null
                || batch.run().runId() == null
                || batch.provider() == null
                || batch.accountId() == null) {
            return new Read.DeadLetter(source, "incomplete", "The batch names no run or no account.");
        }
        AccountKey account = new AccountKey(batch.provider(), batch.accountId());
        String key = source.key() == null ? null : new String(source.key(), StandardCharsets.UTF_8);
        if (!(account.provider() + "/" + account.accountId()).equals(key)) {
            return new Read.DeadLetter(source, "wrong_key", "The record's key names another account than its batch.");
        }
        LogPosition position = new LogPosition(source.topic() + "@" + topicId, source.partition(), source.offset());
        List<Quarantined> unreadable = read.unreadable().stream()
                .map(contact -> Quarantined.unreadable(
                        contact.externalId(), batch.stream(), position, contact.reason(), contact.payload()))
                .toList();
        return new Read.Batch(source, account, new Slice.Entry(batch, position, unreadable));
    }

    private static String header(ConsumerRecord<byte[], byte[]> source, String name) {
        Header header = source.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
