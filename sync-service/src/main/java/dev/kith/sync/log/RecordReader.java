package dev.kith.sync.log;

import dev.kith.model.CloudEventHeaders;
import dev.kith.model.RunPosition;
import dev.kith.model.UnreadableBatchException;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What every topic's records have in common, so that one that cannot be read becomes a dead letter and stops nobody. */
final class RecordReader {

    private static final int MAJOR_VERSION = 1;

    private RecordReader() {}

    /**
     * Reads a record that must be of a certain type.
     *
     * @param parsed reads the value; may fail with {@link UnreadableBatchException}
     */
    static <B> Read<B> read(ConsumerRecord<byte[], byte[]> source, String typeName, Supplier<Read<B>> parsed) {
        String type = header(source, CloudEventHeaders.TYPE);
        if (!typeName.equals(CloudEventHeaders.nameOf(type))) {
            return new Read.DeadLetter<>(
                    source,
                    "unknown_type",
                    "The record's ce_type is missing or of another kind than this service reads here.");
        }
        if (CloudEventHeaders.majorVersionOf(type) != MAJOR_VERSION) {
            return new Read.DeadLetter<>(
                    source,
                    "unknown_version",
                    "The record's ce_type is of another major version than this service reads. Bring the service up to"
                            + " the version of the sender, then drive the record in again.");
        }
        if (source.value() == null) {
            return new Read.DeadLetter<>(source, "empty", "The record has no value.");
        }
        try {
            return parsed.get();
        } catch (UnreadableBatchException e) {
            return new Read.DeadLetter<>(source, "unreadable", e.getMessage());
        } catch (RuntimeException e) {
            // A fault of ours would be met again however often it is read.
            return new Read.DeadLetter<>(
                    source,
                    "unreadable",
                    "This version fails at reading it (" + e.getClass().getSimpleName()
                            + "). Drive it in again after an update.");
        }
    }

    /** Whether a batch says whose it is and which run it belongs to. */
    static boolean complete(RunPosition run, String provider, String accountId) {
        return run != null && run.runId() != null && provider != null && accountId != null;
    }

    static <B> Read<B> incomplete(ConsumerRecord<byte[], byte[]> source) {
        return new Read.DeadLetter<>(source, "incomplete", "The batch names no run or no account.");
    }

    static <B> Read<B> noMac(ConsumerRecord<byte[], byte[]> source) {
        return new Read.DeadLetter<>(
                source, "wrong_account", "The account of a Mac must have the form <machine id>.<store id>.");
    }

    /** A batch, unless its record is filed under another account. */
    static <B> Read<B> batch(
            ConsumerRecord<byte[], byte[]> source, AccountKey account, RunPosition run, int size, B content) {
        String key = source.key() == null ? null : new String(source.key(), StandardCharsets.UTF_8);
        return (account.provider() + "/" + account.accountId()).equals(key)
                ? new Read.Batch<>(source, account, run, size, content)
                : new Read.DeadLetter<>(source, "wrong_key", "The record's key names another account than its batch.");
    }

    /** The position that counts: a record that was written once more has the one it had first. */
    static LogPosition position(ConsumerRecord<byte[], byte[]> source, String topicId) {
        return new LogPosition(
                LogPosition.topic(source.topic(), topicId),
                source.partition(),
                Restated.effectiveOffset(source, topicId));
    }

    /** The text of a header; {@code null} where there is none, or one without a value. */
    static String header(ConsumerRecord<byte[], byte[]> source, String name) {
        Header header = source.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
