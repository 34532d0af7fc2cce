package dev.kith.sync.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads one record of the log where it stands, beside all consumers. */
@ApplicationScoped
class LogLookup {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<String, Object> ONE_RECORD = Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);

    /** @param topicId of the topic it stands in */
    record Found(ConsumerRecord<byte[], byte[]> source, String topicId) {}

    private final Map<String, Object> broker;
    private final TopicIds topicIds;

    LogLookup(@Identifier("default-kafka-broker") Map<String, Object> broker, TopicIds topicIds) {
        this.broker = broker;
        this.topicIds = topicIds;
    }

    /**
     * The record at an offset; empty when the log does not hold it any more.
     *
     * @param topicId of the topic that is meant; {@code null} for the one that is there
     */
    Uni<Optional<Found>> find(TopicPartition partition, long offset, String topicId) {
        return Uni.createFrom()
                .item(() -> {
                    String present = topicIds.refresh(partition.topic());
                    return topicId == null || topicId.equals(present)
                            ? read(partition, offset).map(source -> new Found(source, present))
                            : Optional.<Found>empty();
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Whether no record stands between two offsets: marks of transactions take offsets, too. */
    Uni<Boolean> nothingBetween(TopicPartition partition, long from, long to) {
        return Uni.createFrom()
                .item(() -> nothing(partition, from, to))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private boolean nothing(TopicPartition partition, long from, long to) {
        try (var consumer = StandaloneConsumer.open(broker, ONE_RECORD)) {
            List<TopicPartition> partitions = List.of(partition);
            return from >= consumer.beginningOffsets(partitions, PATIENCE).get(partition)
                    && first(consumer, partition, from, to).isEmpty();
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long offset) {
        try (var consumer = StandaloneConsumer.open(broker, ONE_RECORD)) {
            List<TopicPartition> partitions = List.of(partition);
            long first = consumer.beginningOffsets(partitions, PATIENCE).get(partition);
            long end = consumer.endOffsets(partitions, PATIENCE).get(partition);
            return offset < first || offset >= end ? Optional.empty() : first(consumer, partition, offset, offset + 1);
        }
    }

    /** The first record between two offsets. */
    private static Optional<ConsumerRecord<byte[], byte[]>> first(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) < to) {
            var polled = consumer.poll(POLL).records(partition);
            if (!polled.isEmpty()) {
                return Optional.of(polled.get(0)).filter(source -> source.offset() < to);
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the log could not be read in time");
            }
        }
        return Optional.empty();
    }
}
