package dev.kith.sync.log;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Turns a consumer back that has run ahead of the stored position of its partition. */
@ApplicationScoped
class PartitionSeek {

    private final KafkaClientService clients;
    private final PartitionPositions positions;
    private final TopicIds topicIds;

    PartitionSeek(KafkaClientService clients, PartitionPositions positions, TopicIds topicIds) {
        this.clients = clients;
        this.positions = positions;
        this.topicIds = topicIds;
    }

    /** Reads on from the offset, or from the log's beginning where older records no longer exist. */
    Uni<Void> backTo(TopicPartition partition, long offset) {
        return clients.getConsumer(LogConsumer.channelOf(partition.topic()))
                .<Long>runOnPollingThread(consumer -> {
                    long beginning =
                            consumer.beginningOffsets(Set.of(partition)).get(partition);
                    long start = Math.max(beginning, offset);
                    if (consumer.assignment().contains(partition)) {
                        consumer.seek(partition, start);
                    }
                    return start;
                })
                .chain(start -> start == offset
                        ? Uni.createFrom().voidItem()
                        : positions.reset(
                                partition.topic(),
                                partition.partition(),
                                topicIds.assigned(partition.topic()),
                                start,
                                offset));
    }
}
