package dev.kith.sync.log;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.BatchApplier;
import dev.kith.sync.backfill.OffsetMovedException;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.SqlFailures;
import dev.kith.sync.log.RecordReader.Read;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Applies the records of a partition from where the database says it stands. Does not give up: what fails is tried again,
 * and the partition waits.
 */
@ApplicationScoped
class PartitionApplier {

    private static final Logger LOGGER = Logger.getLogger(PartitionApplier.class);
    private static final int CONTACTS_PER_TRANSACTION = 1_000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final PartitionPositions positions;
    private final TopicIds topicIds;
    private final BatchApplier applier;
    private final DeadLetters deadLetters;
    private final PartitionSeek seek;

    PartitionApplier(
            PartitionPositions positions,
            TopicIds topicIds,
            BatchApplier applier,
            DeadLetters deadLetters,
            PartitionSeek seek) {
        this.positions = positions;
        this.topicIds = topicIds;
        this.applier = applier;
        this.deadLetters = deadLetters;
        this.seek = seek;
    }

    Uni<Void> apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return Uni.createFrom()
                .deferred(() -> fromStoredPosition(partition, records))
                .onFailure()
                .invoke(failure -> report(partition, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .withJitter(0.2)
                .indefinitely();
    }

    private static void report(TopicPartition partition, Throwable failure) {
        if (failure instanceof OffsetMovedException) {
            LOGGER.debugf("%s; reading its position again", failure.getMessage());
        } else {
            // The message of a refused statement may repeat a value: only its state is told.
            String state = SqlFailures.state(failure);
            LOGGER.warnf(
                    "Applying %s-%d failed (%s%s) and will be tried again; nothing is lost",
                    partition.topic(),
                    partition.partition(),
                    failure.getClass().getSimpleName(),
                    state == null ? "" : ", SQLSTATE " + state);
            LOGGER.debug("The failure in full", failure);
        }
    }

    private Uni<Void> fromStoredPosition(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        String topicId = topicIds.assigned(partition.topic());
        return positions.read(partition.topic(), partition.partition()).chain(stored -> {
            if (stored == null || !stored.topicId().equals(topicId)) {
                return Uni.createFrom().voidItem();
            }
            List<ConsumerRecord<byte[], byte[]>> rest = records.stream()
                    .filter(source -> source.offset() >= stored.nextOffset())
                    .toList();
            if (rest.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (rest.get(0).offset() > stored.nextOffset()) {
                return seek.backTo(partition, stored.nextOffset());
            }
            Uni<Void> applied = Uni.createFrom().voidItem();
            for (Work work : plan(topicId, rest)) {
                applied = applied.chain(() -> perform(work, topicId));
            }
            return applied;
        });
    }

    private Uni<Void> perform(Work work, String topicId) {
        return work instanceof Work.Apply apply
                ? applier.apply(apply.slice())
                : deadLetters.accept(((Work.Bury) work).letter(), topicId);
    }

    /** What to do with consecutive records. */
    private sealed interface Work {

        record Apply(Slice slice) implements Work {}

        record Bury(Read.DeadLetter letter) implements Work {}
    }

    private static List<Work> plan(String topicId, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Work> work = new ArrayList<>();
        List<Read.Batch> together = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            Read read = RecordReader.read(source, topicId);
            if (read instanceof Read.Batch batch) {
                if (!together.isEmpty() && !fits(together, batch)) {
                    work.add(slice(topicId, together));
                    together = new ArrayList<>();
                }
                together.add(batch);
            } else if (read instanceof Read.DeadLetter letter) {
                if (!together.isEmpty()) {
                    work.add(slice(topicId, together));
                    together = new ArrayList<>();
                }
                work.add(new Work.Bury(letter));
            }
        }
        if (!together.isEmpty()) {
            work.add(slice(topicId, together));
        }
        return work;
    }

    private static boolean fits(List<Read.Batch> together, Read.Batch next) {
        AccountKey account = together.get(0).account();
        UUID run = together.get(0).entry().batch().run().runId();
        int contacts = together.stream()
                .mapToInt(batch -> batch.entry().batch().size())
                .sum();
        return next.account().equals(account)
                && next.entry().batch().run().runId().equals(run)
                && contacts + next.entry().batch().size() <= CONTACTS_PER_TRANSACTION;
    }

    private static Work slice(String topicId, List<Read.Batch> batches) {
        ConsumerRecord<byte[], byte[]> first = batches.get(0).source();
        return new Work.Apply(new Slice(
                first.topic(),
                topicId,
                first.partition(),
                first.offset(),
                batches.get(batches.size() - 1).source().offset() + 1,
                batches.get(0).account(),
                batches.stream().map(Read.Batch::entry).toList()));
    }
}
