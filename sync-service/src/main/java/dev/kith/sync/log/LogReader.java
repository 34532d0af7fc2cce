package dev.kith.sync.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads the log beside its consumers: belongs to no group. For one thread at a time. */
public final class LogReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<String, Object> BOUNDS =
            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 << 20);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicIds topicIds;

    private LogReader(Consumer<byte[], byte[]> consumer, TopicIds topicIds) {
        this.consumer = consumer;
        this.topicIds = topicIds;
    }

    /** @param broker where the log is and how one signs in there */
    public static LogReader open(Map<String, Object> broker, TopicIds topicIds) {
        return new LogReader(StandaloneConsumer.open(broker, BOUNDS), topicIds);
    }

    /** The id of a topic as it stands now. */
    public String topicId(String topic) {
        return topicIds.refresh(topic);
    }

    /**
     * Everything these topics hold now.
     *
     * @param from {@code null} for their beginning
     */
    public List<LogRange> ranges(Collection<String> topics, Instant from) {
        List<LogRange> ranges = new ArrayList<>();
        for (String topic : topics) {
            String topicId = topicIds.refresh(topic);
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(LogReader::partition)
                    .toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> starts = from == null ? beginnings : startsAt(from, partitions, ends);
            partitions.forEach(partition -> ranges.add(
                    new LogRange(topic, partition.partition(), topicId, starts.get(partition), ends.get(partition))));
        }
        return ranges;
    }

    /** Every partition of these topics. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(LogReader::partition)
                .toList();
    }

    /** Everything a partition holds now. */
    public LogRange range(TopicPartition partition) {
        List<TopicPartition> one = List.of(partition);
        return new LogRange(
                partition.topic(),
                partition.partition(),
                topicIds.refresh(partition.topic()),
                consumer.beginningOffsets(one, PATIENCE).get(partition),
                consumer.endOffsets(one, PATIENCE).get(partition));
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private Map<TopicPartition, Long> startsAt(
            Instant from, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, Long> starts = new HashMap<>();
        consumer.offsetsForTimes(times, PATIENCE)
                .forEach((partition, found) ->
                        starts.put(partition, found == null ? ends.get(partition) : Long.valueOf(found.offset())));
        return starts;
    }

    /** Records of some consecutive offsets, in their order; those that were deleted meanwhile stand further on by now. */
    public List<ConsumerRecord<byte[], byte[]>> read(LogRange range, long from, long to) {
        TopicPartition partition = new TopicPartition(range.topic(), range.partition());
        consumer.assign(List.of(partition));
        consumer.seek(
                partition,
                Math.max(
                        from,
                        consumer.beginningOffsets(List.of(partition), PATIENCE).get(partition)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) < to) {
            var polled = consumer.poll(POLL).records(partition);
            if (!polled.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka does not answer");
            }
            polled.stream().filter(found -> found.offset() < to).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
