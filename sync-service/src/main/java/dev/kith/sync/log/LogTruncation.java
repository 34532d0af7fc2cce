package dev.kith.sync.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.TopicPartition;

/** Deletes the beginning of a partition, once it is applied. */
@ApplicationScoped
public class LogTruncation {

    private final PartitionPositions positions;
    private final LogAdmin admin;
    private final TopicIds topicIds;

    LogTruncation(PartitionPositions positions, LogAdmin admin, TopicIds topicIds) {
        this.positions = positions;
        this.admin = admin;
        this.topicIds = topicIds;
    }

    /** Whether everything before an offset is applied; dead letters are not. Asks the broker, so never call it on an event loop. */
    public Uni<Boolean> applied(TopicPartition partition, long offset) {
        if (partition.topic().equals(Topics.DEAD_LETTERS)) {
            return Uni.createFrom().item(true);
        }
        String topicId = topicIds.refresh(partition.topic());
        return positions
                .read(partition.topic(), partition.partition())
                .map(stored -> stored != null && stored.topicId().equals(topicId) && stored.nextOffset() >= offset);
    }

    /** Asks the broker, so never call it on an event loop. */
    public void deleteBefore(TopicPartition partition, long offset) {
        admin.deleteBefore(partition, offset);
    }
}
