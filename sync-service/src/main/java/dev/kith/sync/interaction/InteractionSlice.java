package dev.kith.sync.interaction;

import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec.UnreadableInteraction;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import java.util.List;
import java.util.UUID;

/**
 * Consecutive records of one partition that belong to one run: what one transaction applies.
 *
 * @param from the offset the partition must stand at
 * @param next the offset it stands at afterwards
 */
public record InteractionSlice(
        String topic, String topicId, int partition, long from, long next, AccountKey account, List<Entry> entries) {

    /**
     * A batch as it was read.
     *
     * @param unreadable interactions of it that could not be read
     */
    public record Entry(InteractionBatch batch, LogPosition position, List<UnreadableInteraction> unreadable) {}

    public UUID runId() {
        return entries.get(0).batch().run().runId();
    }
}
