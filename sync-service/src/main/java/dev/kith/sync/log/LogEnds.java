package dev.kith.sync.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where the log begins and ends. */
@ApplicationScoped
class LogEnds {

    /** The offset of a partition's first record, and the one its next record gets. */
    record Bounds(long beginning, long end) {}

    private final LogAdmin admin;

    LogEnds(LogAdmin admin) {
        this.admin = admin;
    }

    /** Asks the broker, so never call it on an event loop. A topic that is not there has no partitions. */
    Map<TopicPartition, Bounds> of(Collection<String> topics) {
        var partitions = admin.partitions(topics);
        var beginnings = admin.offsets(partitions, OffsetSpec.earliest());
        var ends = admin.offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new Bounds(beginnings.get(partition), ends.get(partition)),
                        (one, other) -> one,
                        HashMap::new));
    }
}
