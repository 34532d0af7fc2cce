package dev.kith.sync.log;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the contacts topics, the partitions of a poll beside one another. */
@ApplicationScoped
class ContactsConsumer {

    static final String CHANNEL = "contacts-in";
    private static final int PARTITIONS_AT_ONCE = 2;

    private final PartitionApplier applier;

    ContactsConsumer(PartitionApplier applier) {
        this.applier = applier;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return Multi.createFrom()
                .iterable(records.partitions())
                .onItem()
                .transformToUni(partition -> applier.apply(partition, recordsOf(records, partition)))
                .merge(PARTITIONS_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(
            ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition);
    }
}
