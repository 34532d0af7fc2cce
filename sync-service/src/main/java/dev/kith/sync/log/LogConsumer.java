package dev.kith.sync.log;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the topics, the partitions of a poll beside one another. */
@ApplicationScoped
class LogConsumer {

    static final String CONTACTS = "contacts-in";
    static final String MAC_CONTACTS = "mac-contacts-in";
    static final String INTERACTIONS = "interactions-in";

    private static final int PARTITIONS_AT_ONCE = 2;

    private final PartitionApplier applier;
    private final ContactRecords contacts;
    private final InteractionRecords interactions;

    LogConsumer(PartitionApplier applier, ContactRecords contacts, InteractionRecords interactions) {
        this.applier = applier;
        this.contacts = contacts;
        this.interactions = interactions;
    }

    @Incoming(CONTACTS)
    Uni<Void> contacts(ConsumerRecords<byte[], byte[]> records) {
        return apply(records, contacts);
    }

    @Incoming(MAC_CONTACTS)
    Uni<Void> macContacts(ConsumerRecords<byte[], byte[]> records) {
        return apply(records, contacts);
    }

    @Incoming(INTERACTIONS)
    Uni<Void> interactions(ConsumerRecords<byte[], byte[]> records) {
        return apply(records, interactions);
    }

    private <B> Uni<Void> apply(ConsumerRecords<byte[], byte[]> records, TopicRecords<B> contents) {
        return Multi.createFrom()
                .iterable(records.partitions())
                .onItem()
                .transformToUni(partition -> applier.apply(partition, recordsOf(records, partition), contents))
                .merge(PARTITIONS_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The channel whose consumer reads a topic. */
    static String channelOf(String topic) {
        return switch (topic) {
            case Topics.CONTACTS -> CONTACTS;
            case Topics.MAC_CONTACTS -> MAC_CONTACTS;
            case Topics.INTERACTIONS -> INTERACTIONS;
            default -> throw new IllegalArgumentException("nobody reads the topic " + topic);
        };
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(
            ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition);
    }
}
