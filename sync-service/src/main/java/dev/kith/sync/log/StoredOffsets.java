package dev.kith.sync.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** On assignment, starts each partition where the CRM's database says it stands. */
@ApplicationScoped
@Identifier("stored-offsets")
public class StoredOffsets implements KafkaConsumerRebalanceListener {

    private static final Logger LOGGER = Logger.getLogger(StoredOffsets.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final PartitionPositions positions;
    private final TopicIds topicIds;

    StoredOffsets(PartitionPositions positions, TopicIds topicIds) {
        this.positions = positions;
        this.topicIds = topicIds;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        partitions.stream().map(TopicPartition::topic).distinct().forEach(topicIds::refresh);
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, start(partition, beginnings.get(partition), ends.get(partition)));
        }
    }

    private long start(TopicPartition partition, long beginning, long end) {
        String topicId = topicIds.assigned(partition.topic());
        PartitionPositions.Position stored =
                positions.read(partition.topic(), partition.partition()).await().atMost(TIMEOUT);
        if (stored != null
                && stored.topicId().equals(topicId)
                && stored.nextOffset() >= beginning
                && stored.nextOffset() <= end) {
            return stored.nextOffset();
        }
        if (stored != null) {
            LOGGER.warnf(
                    "Partition %s-%d is not the one that was read before (stored offset %d, log %d to %d): reading it"
                            + " from its beginning. What was applied before stays; nothing is applied twice.",
                    partition.topic(), partition.partition(), stored.nextOffset(), beginning, end);
        }
        Uni<Void> started = stored != null && stored.topicId().equals(topicId) && stored.nextOffset() > end
                ? positions.cut(partition, topicId, beginning, stored.nextOffset(), end)
                : positions.reset(
                        partition.topic(),
                        partition.partition(),
                        topicId,
                        beginning,
                        stored == null ? -1 : stored.nextOffset());
        started.await().atMost(TIMEOUT);
        return beginning;
    }
}
