package dev.kith.sync.log;

import dev.kith.sync.backfill.write.OffsetMovedException;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.log.TopicRecords.Stretch;
import dev.kith.sync.tracing.RunTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<Long> RECORDS = AttributeKey.longKey("messaging.batch.message_count");

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final PartitionPositions positions;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final PartitionSeek seek;
    private final LogLookup lookup;
    private final LogMetrics metrics;
    private final RunTraces traces;
    private final Vertx vertx;
    private volatile boolean stopping;

    PartitionApplier(
            PartitionPositions positions,
            TopicIds topicIds,
            DeadLetters deadLetters,
            PartitionSeek seek,
            LogLookup lookup,
            LogMetrics metrics,
            RunTraces traces,
            Vertx vertx) {
        this.positions = positions;
        this.topicIds = topicIds;
        this.deadLetters = deadLetters;
        this.seek = seek;
        this.lookup = lookup;
        this.metrics = metrics;
        this.traces = traces;
        this.vertx = vertx;
    }

    <B> Uni<Void> apply(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, TopicRecords<B> contents) {
        return Uni.createFrom()
                .deferred(() -> fromStoredPosition(partition, records, contents))
                .onFailure()
                .invoke(failure -> report(partition, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .withJitter(0.2)
                .indefinitely();
    }

    /** What is under way when the connections close is applied by whoever starts next. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void report(TopicPartition partition, Throwable failure) {
        if (failure instanceof OffsetMovedException) {
            LOGGER.debugf("%s; reading its position again", failure.getMessage());
        } else if (stopping) {
            LOGGER.debugf("Applying %s-%d was interrupted by the end", partition.topic(), partition.partition());
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

    private <B> Uni<Void> fromStoredPosition(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, TopicRecords<B> contents) {
        String topicId = topicIds.assigned(partition.topic());
        return positions.read(partition.topic(), partition.partition()).chain(stored -> {
            if (stored == null || !stored.topicId().equals(topicId)) {
                return Uni.createFrom().voidItem();
            }
            List<ConsumerRecord<byte[], byte[]>> rest = records.stream()
                    .filter(source -> source.offset() >= stored.nextOffset())
                    .toList();
            if (rest.isEmpty()) {
                return records.get(records.size() - 1).offset() + 1 < stored.nextOffset()
                        ? seek.startAnewIfCut(partition, stored, records.get(0).offset())
                        : Uni.createFrom().voidItem();
            }
            if (rest.get(0).offset() > stored.nextOffset()) {
                long found = rest.get(0).offset();
                return lookup.nothingBetween(partition, stored.nextOffset(), found)
                        .chain(nothing -> nothing
                                ? positions
                                        .pass(partition, topicId, stored.nextOffset(), found)
                                        .chain(() -> fromStoredPosition(partition, records, contents))
                                : seek.backTo(partition, stored.nextOffset()));
            }
            return perform(partition, new WorkOnRecords<>(rest, topicId, contents), topicId, contents);
        });
    }

    private <B> Uni<Void> perform(
            TopicPartition partition, WorkOnRecords<B> work, String topicId, TopicRecords<B> contents) {
        return next(work).chain(first -> perform(partition, first, work, topicId, contents));
    }

    /** What comes next is read while this is being applied. */
    private <B> Uni<Void> perform(
            TopicPartition partition,
            Optional<WorkOnRecords.Work<B>> current,
            WorkOnRecords<B> work,
            String topicId,
            TopicRecords<B> contents) {
        return current.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine()
                        .all()
                        .unis(perform(partition, current.get(), topicId, contents), next(work))
                        .with((done, next) -> next)
                        .chain(next -> perform(partition, next, work, topicId, contents));
    }

    private <B> Uni<Optional<WorkOnRecords.Work<B>>> next(WorkOnRecords<B> work) {
        return vertx.executeBlocking(work::poll, false);
    }

    private <B> Uni<Void> perform(
            TopicPartition partition, WorkOnRecords.Work<B> work, String topicId, TopicRecords<B> contents) {
        if (work instanceof WorkOnRecords.Apply<B> apply) {
            return apply(apply, topicId, contents);
        }
        if (work instanceof WorkOnRecords.Pass<B> pass) {
            return positions.pass(partition, topicId, pass.from(), pass.next());
        }
        return bury(((WorkOnRecords.Bury<B>) work).letter(), topicId);
    }

    private Uni<Void> bury(Read.DeadLetter<?> letter, String topicId) {
        return deadLetters
                .accept(letter, topicId)
                .invoke(() -> metrics.deadLetter(letter.source().topic(), letter.reason()));
    }

    /** What the database will never take, for something that is no contact's or interaction's, stops nobody else. */
    private <B> Uni<Void> apply(WorkOnRecords.Apply<B> work, String topicId, TopicRecords<B> contents) {
        return apply(work.stretch(), contents).onFailure(SqlFailures::never).recoverWithUni(refusal -> {
            if (work.batches().size() == 1) {
                return bury(Read.DeadLetter.refused(work.batches().get(0), SqlFailures.state(refusal)), topicId);
            }
            return Multi.createFrom()
                    .iterable(work.oneByOne())
                    .onItem()
                    .transformToUniAndConcatenate(one -> apply(one, topicId, contents))
                    .onItem()
                    .ignoreAsUni();
        });
    }

    private <B> Uni<Void> apply(Stretch<B> stretch, TopicRecords<B> contents) {
        return traces.span("apply", stretch.runId(), attributes(stretch), () -> contents.apply(stretch))
                .invoke(counted -> {
                    if (!counted) {
                        metrics.dropped(stretch.topic(), stretch.batches().size());
                    }
                })
                .replaceWithVoid();
    }

    private static Attributes attributes(Stretch<?> stretch) {
        return Attributes.of(
                TOPIC, stretch.topic(),
                PARTITION, String.valueOf(stretch.partition()),
                OFFSET, stretch.from(),
                RECORDS, stretch.next() - stretch.from());
    }
}
