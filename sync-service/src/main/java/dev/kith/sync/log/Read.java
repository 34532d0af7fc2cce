package dev.kith.sync.log;

import dev.kith.model.RunPosition;
import dev.kith.sync.backfill.AccountKey;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the log turned out to be. */
sealed interface Read<B> {

    ConsumerRecord<byte[], byte[]> source();

    /**
     * A batch.
     *
     * @param size how much work it is: records of one run are applied together up to a number of contacts or interactions
     */
    record Batch<B>(ConsumerRecord<byte[], byte[]> source, AccountKey account, RunPosition run, int size, B content)
            implements Read<B> {

        UUID runId() {
            return run.runId();
        }
    }

    /** Not a batch this version can read. The reason holds nothing of the content. */
    record DeadLetter<B>(ConsumerRecord<byte[], byte[]> source, String reason, String message) implements Read<B> {

        static <B> DeadLetter<B> refused(Batch<B> batch, String sqlState) {
            return new DeadLetter<>(
                    batch.source(),
                    "refused",
                    "The database refuses a value of this batch that is none of a single contact or interaction"
                            + " (SQLSTATE " + sqlState
                            + "). Bring the sender up to date, or redrive it after an update.");
        }
    }

    /** One that was applied before, at another offset, and was only written once more. */
    record Known<B>(ConsumerRecord<byte[], byte[]> source) implements Read<B> {}
}
