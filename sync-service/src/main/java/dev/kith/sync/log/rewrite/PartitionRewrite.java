package dev.kith.sync.log.rewrite;

import dev.kith.sync.log.LogRange;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.ReadWindow;
import dev.kith.sync.log.Restated;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Takes people who were erased out of one partition: what others' latest states are is written once more at its end, then
 * everything up to the last record that spoke of somebody erased is deleted. Interrupted anywhere, it can begin again.
 */
final class PartitionRewrite {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TopicPartition partition;
    private final RewriteStore store;
    private final LogReader log;
    private final Producer<byte[], byte[]> producer;
    private final BooleanSupplier goOn;
    private final Later later = new Later();
    /** Of dead letters, where their records stand and stood first. */
    private final Map<Long, Long> letters = new HashMap<>();
    /** Where records were written once more just now, by the offset they had first. */
    private final Map<Long, Long> places = new HashMap<>();

    private Set<Long> deadLetters = Set.of();
    /** Of overtaken senders, by the offset they had first. What stands before them is newer, and they need not stay. */
    private Set<Long> stale = Set.of();
    /** The offset after the last record that must go; 0 as long as none was found. */
    private long through;

    PartitionRewrite(
            TopicPartition partition,
            RewriteStore store,
            LogReader log,
            Producer<byte[], byte[]> producer,
            BooleanSupplier goOn) {
        this.partition = partition;
        this.store = store;
        this.log = log;
        this.producer = producer;
        this.goOn = goOn;
    }

    /**
     * Reads the partition from its end, and writes what is to stay.
     *
     * @return the offset before which everything can go; empty when nothing has to
     */
    OptionalLong restate() {
        LogRange left = log.range(partition);
        deadLetters = await(store.letters(partition));
        stale = await(store.stale(left));
        ReadWindow window = new ReadWindow();
        while (!left.done()) {
            if (!goOn.getAsBoolean()) {
                throw new InterruptedRewriteException();
            }
            long from = Math.max(left.first(), left.next() - window.records());
            List<ConsumerRecord<byte[], byte[]>> records = log.read(left, from, left.next());
            restate(records, left.topicId());
            window.adapt(records);
            left = left.downTo(from);
        }
        return through == 0 ? OptionalLong.empty() : OptionalLong.of(through);
    }

    /** Dead letters follow the records they were. */
    void moveLetters() {
        Map<Long, Long> moved = new HashMap<>();
        letters.forEach((before, first) -> moved.put(before, places.getOrDefault(first, later.newPlace(first))));
        await(store.moveLetters(partition, moved, through));
    }

    private void restate(List<ConsumerRecord<byte[], byte[]>> records, String topicId) {
        Map<ConsumerRecord<byte[], byte[]>, LogContent> contents = new LinkedHashMap<>();
        records.forEach(source ->
                contents.put(source, LogContent.read(partition.topic(), source.key(), source.value(), store.region())));
        Erased erased = await(store.erased(contents.values()));
        Map<Long, Future<RecordMetadata>> sent = new HashMap<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            ConsumerRecord<byte[], byte[]> source = records.get(i);
            LogContent content = contents.get(source);
            if (through == 0 && content.touchedBy(erased)) {
                through = source.offset() + 1;
            }
            OptionalLong first = Restated.firstOffset(source, topicId);
            long offset = first.orElse(source.offset());
            Long newPlace = later.newPlace(offset);
            first.ifPresent(firstOffset -> later.restated(firstOffset, source.offset()));
            if (stale.contains(offset)) {
                continue;
            }
            if (through == 0) {
                content.meet(later, offset);
            } else if (newPlace != null) {
                follow(source.offset(), offset);
            } else {
                content.rest(erased, later, offset).ifPresent(value -> {
                    follow(source.offset(), offset);
                    sent.put(offset, send(source, value, offset, topicId));
                });
            }
        }
        sent.forEach((first, future) -> places.put(first, acknowledged(future)));
    }

    private void follow(long before, long first) {
        if (deadLetters.contains(before)) {
            letters.put(before, first);
        }
    }

    private Future<RecordMetadata> send(
            ConsumerRecord<byte[], byte[]> source, byte[] value, long offset, String topicId) {
        RecordHeaders headers = new RecordHeaders(source.headers().toArray());
        Restated.mark(headers, offset, topicId);
        return producer.send(new ProducerRecord<>(
                partition.topic(), partition.partition(), source.timestamp(), source.key(), value, headers));
    }

    private static long acknowledged(Future<RecordMetadata> future) {
        try {
            return future.get().offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRewriteException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take what is written once more", e.getCause());
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
