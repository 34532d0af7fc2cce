package dev.kith.sync.log;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Turns a consumer back that has run ahead of the stored position of its partition. */
@ApplicationScoped
class PartitionSeek {

    private static final Logger LOGGER = Logger.getLogger(PartitionSeek.class);

    private final KafkaClientService clients;
    private final PartitionPositions positions;
    private final TopicIds topicIds;

    PartitionSeek(KafkaClientService clients, PartitionPositions positions, TopicIds topicIds) {
        this.clients = clients;
        this.positions = positions;
        this.topicIds = topicIds;
    }

    /**
     * Starts a partition anew whose log has lost its end since it was assigned: what follows stands before what is stored.
     *
     * @param found where the consumer went on by itself: where the log was cut, or at its beginning if it could not tell
     */
    Uni<Void> startAnewIfCut(TopicPartition partition, PartitionPositions.Position stored, long found) {
        return clients.getConsumer(LogConsumer.channelOf(partition.topic()))
                .<Optional<LogEnds.Bounds>>runOnPollingThread(consumer -> {
                    Set<TopicPartition> one = Set.of(partition);
                    var bounds = new LogEnds.Bounds(
                            consumer.beginningOffsets(one).get(partition),
                            consumer.endOffsets(one).get(partition));
                    if (bounds.end() >= stored.nextOffset()
                            || !consumer.assignment().contains(partition)) {
                        return Optional.empty();
                    }
                    consumer.seek(partition, bounds.beginning());
                    return Optional.of(bounds);
                })
                .chain(cut -> cut.map(bounds -> {
                            LOGGER.warnf(
                                    "Partition %s-%d ends at %d, before the stored offset %d: its log has lost its end."
                                            + " Reading it from its beginning; nothing is applied twice.",
                                    partition.topic(), partition.partition(), bounds.end(), stored.nextOffset());
                            return positions.cut(
                                    partition,
                                    stored.topicId(),
                                    bounds.beginning(),
                                    stored.nextOffset(),
                                    found > bounds.beginning() ? found : bounds.end());
                        })
                        .orElseGet(() -> Uni.createFrom().voidItem()));
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
