package dev.kith.sync.log;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the CRM is behind the log, by the offsets that count: those in the database. */
@ApplicationScoped
public class LogLag {

    private static final List<String> APPLIED = List.of(Topics.CONTACTS, Topics.MAC_CONTACTS, Topics.INTERACTIONS);

    /** What of a partition is not applied: the offset of its next record, and where it ends. */
    record Tail(long next, long end) {}

    private final PartitionPositions positions;
    private final LogEnds ends;

    LogLag(PartitionPositions positions, LogEnds ends) {
        this.positions = positions;
        this.ends = ends;
    }

    /** By topic, the number of records that are not applied yet. */
    public Uni<Map<String, Long>> read() {
        return standing().map(read -> behind(read.bounds(), read.next()));
    }

    /** Of partitions that were read and have more to be applied. */
    Uni<Map<TopicPartition, Tail>> tails() {
        return standing().map(read -> tails(read.bounds(), read.next()));
    }

    private record Standing(Map<TopicPartition, LogEnds.Bounds> bounds, Map<TopicPartition, Long> next) {}

    private Uni<Standing> standing() {
        var bounds =
                Uni.createFrom().item(() -> ends.of(APPLIED)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return Uni.combine().all().unis(bounds, positions.all()).with(Standing::new);
    }

    private static Map<TopicPartition, Tail> tails(
            Map<TopicPartition, LogEnds.Bounds> bounds, Map<TopicPartition, Long> next) {
        var tails = new HashMap<TopicPartition, Tail>();
        next.forEach((partition, from) -> {
            LogEnds.Bounds log = bounds.get(partition);
            if (log != null && from >= log.beginning() && from < log.end()) {
                tails.put(partition, new Tail(from, log.end()));
            }
        });
        return tails;
    }

    /** A partition that was never read counts from its first record on. */
    static Map<String, Long> behind(Map<TopicPartition, LogEnds.Bounds> bounds, Map<TopicPartition, Long> next) {
        var behind = new HashMap<String, Long>();
        bounds.forEach((partition, log) -> {
            long from = Math.max(log.beginning(), next.getOrDefault(partition, log.beginning()));
            behind.merge(partition.topic(), Math.max(0, log.end() - from), Long::sum);
        });
        return behind;
    }
}
