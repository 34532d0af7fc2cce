package dev.kith.sync.log;

import dev.kith.sync.log.TopicRecords.Stretch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What to do with consecutive records of a partition, one transaction after another. Reads no further than the next one.
 * Offsets between them at which no record stands, such as the marks of a sender's transactions, are passed.
 */
final class WorkOnRecords<B> {

    /** Contacts or interactions. */
    private static final int SIZE_PER_TRANSACTION = 2_000;

    /** One transaction's worth. */
    sealed interface Work<B> {}

    record Apply<B>(Stretch<B> stretch, List<Read.Batch<B>> batches) implements Work<B> {

        private static <B> Apply<B> of(List<Read.Batch<B>> batches, String topicId) {
            return new Apply<>(WorkOnRecords.stretch(batches, topicId), batches);
        }

        /** The same, each record in a transaction of its own. */
        List<Apply<B>> oneByOne() {
            return batches.stream()
                    .map(batch -> of(List.of(batch), stretch.topicId()))
                    .toList();
        }
    }

    record Bury<B>(Read.DeadLetter<B> letter) implements Work<B> {}

    /** Moves past records that were applied before, or past offsets without one. */
    record Pass<B>(long from, long next) implements Work<B> {}

    private final Iterator<ConsumerRecord<byte[], byte[]>> records;
    private final String topicId;
    private final TopicRecords<B> contents;
    private Read<B> ahead;
    private long reached;

    WorkOnRecords(List<ConsumerRecord<byte[], byte[]>> records, String topicId, TopicRecords<B> contents) {
        this.records = records.iterator();
        this.topicId = topicId;
        this.contents = contents;
        this.reached = records.get(0).offset();
    }

    private void advance() {
        if (ahead != null) {
            reached = ahead.source().offset() + 1;
        }
        ahead = records.hasNext() ? read(records.next()) : null;
    }

    private Read<B> read(ConsumerRecord<byte[], byte[]> source) {
        return Restated.is(source) ? new Read.Known<>(source) : contents.read(source, topicId);
    }

    /** The next transaction's worth; empty when there is none. */
    Optional<Work<B>> poll() {
        if (ahead == null) {
            advance();
        }
        if (ahead == null) {
            return Optional.empty();
        }
        long from = reached;
        reached = ahead.source().offset();
        return Optional.of(from < reached ? new Pass<>(from, reached) : from(ahead));
    }

    private Work<B> from(Read<B> first) {
        if (first instanceof Read.DeadLetter<B> letter) {
            advance();
            return new Bury<>(letter);
        }
        if (first instanceof Read.Known<B> known) {
            return pass(known.source().offset());
        }
        List<Read.Batch<B>> together = new ArrayList<>();
        while (ahead instanceof Read.Batch<B> batch && (together.isEmpty() || fits(together, batch))) {
            together.add(batch);
            advance();
        }
        return Apply.of(together, topicId);
    }

    private Work<B> pass(long from) {
        long next = from;
        while (ahead instanceof Read.Known<B> known) {
            next = known.source().offset() + 1;
            advance();
        }
        return new Pass<>(from, next);
    }

    private static <B> boolean fits(List<Read.Batch<B>> together, Read.Batch<B> next) {
        Read.Batch<B> first = together.get(0);
        int size = together.stream().mapToInt(Read.Batch::size).sum();
        // A run that begins its chain anew counts what it sees in another generation.
        return next.account().equals(first.account())
                && next.runId().equals(first.runId())
                && next.run().generation() == first.run().generation()
                && size + next.size() <= SIZE_PER_TRANSACTION;
    }

    private static <B> Stretch<B> stretch(List<Read.Batch<B>> batches, String topicId) {
        ConsumerRecord<byte[], byte[]> first = batches.get(0).source();
        return new Stretch<>(
                first.topic(),
                topicId,
                first.partition(),
                first.offset(),
                batches.get(batches.size() - 1).source().offset() + 1,
                batches.get(0).account(),
                batches.get(0).runId(),
                batches.stream().map(Read.Batch::content).toList());
    }
}
