package dev.kith.sync.log;

import dev.kith.sync.backfill.write.OffsetMovedException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Moves partitions past offsets at their end at which no record stands: the marks of a sender's transactions. No consumer is
 * told of them, and whoever waits until all of the log is applied would wait for the next record.
 */
@ApplicationScoped
class LogTails {

    private static final Logger LOGGER = Logger.getLogger(LogTails.class);

    private final LogLag lag;
    private final LogLookup lookup;
    private final PartitionPositions positions;
    private Map<TopicPartition, LogLag.Tail> before = Map.of();

    LogTails(LogLag lag, LogLookup lookup, PartitionPositions positions) {
        this.lag = lag;
        this.lookup = lookup;
        this.positions = positions;
    }

    /** Looks at partitions that stand where they stood a while ago. */
    @Scheduled(
            every = "${kith.log.tail-tick:15s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> pass() {
        return lag.tails()
                .onItem()
                .transformToMulti(tails -> {
                    var known = before;
                    before = tails;
                    return Multi.createFrom()
                            .iterable(tails.entrySet())
                            .filter(tail -> tail.getValue().equals(known.get(tail.getKey())));
                })
                .onItem()
                .transformToUniAndConcatenate(tail -> pass(tail.getKey(), tail.getValue()))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOGGER.debug("The ends of the log could not be looked at", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> pass(TopicPartition partition, LogLag.Tail tail) {
        return lookup.nothingBetween(partition, tail.next(), tail.end())
                .chain(nothing -> nothing
                        ? positions
                                .read(partition.topic(), partition.partition())
                                .chain(stored -> positions.pass(partition, stored.topicId(), tail.next(), tail.end()))
                        : Uni.createFrom().voidItem())
                .onFailure(OffsetMovedException.class)
                .recoverWithNull();
    }
}
