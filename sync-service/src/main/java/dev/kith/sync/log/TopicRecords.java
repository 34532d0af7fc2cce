package dev.kith.sync.log;

import dev.kith.sync.backfill.AccountKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How the records of a topic are read and applied. */
interface TopicRecords<B> {

    Read<B> read(ConsumerRecord<byte[], byte[]> source, String topicId);

    /**
     * Applies batches in one transaction with the offset.
     *
     * @return whether they counted; {@code false} when they were dropped
     */
    Uni<Boolean> apply(Stretch<B> stretch);

    /**
     * Applies batches outside of their run, at the positions they have: states that are newer stand.
     *
     * @return whether their account was still connected; {@code false} when nothing was applied
     */
    Uni<Boolean> again(Stretch<B> stretch);

    /**
     * Consecutive batches of one run in one partition.
     *
     * @param from the offset the partition must stand at
     * @param next the offset it stands at afterwards
     */
    record Stretch<B>(
            String topic,
            String topicId,
            int partition,
            long from,
            long next,
            AccountKey account,
            UUID runId,
            List<B> batches) {}
}
