package dev.kith.sync.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker about the log. Each question waits for its answer, so never ask on an event loop. */
@ApplicationScoped
class LogAdmin {

    private static final long TIMEOUT_SECONDS = 20;

    private final Supplier<Admin> connect;
    private Admin admin;

    LogAdmin(@Identifier("default-kafka-broker") Map<String, Object> configuration) {
        this.connect = () -> Admin.create(configuration);
    }

    TopicDescription describe(String topic) {
        return answer(
                connected().describeTopics(Set.of(topic)).topicNameValues().get(topic), "describe " + topic);
    }

    /** Of those topics that are there. */
    Set<TopicPartition> partitions(Collection<String> topics) {
        var there = answer(connected().listTopics().names(), "list the topics");
        return topics.stream()
                .filter(there::contains)
                .map(this::describe)
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toSet());
    }

    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        var wanted = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        answer(connected().listOffsets(wanted).all(), "tell the offsets")
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** Has the broker forget everything before an offset. */
    void deleteBefore(TopicPartition partition, long offset) {
        answer(
                connected()
                        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                        .all(),
                "delete records");
    }

    private synchronized Admin connected() {
        if (admin == null) {
            admin = connect.get();
        }
        return admin;
    }

    private static <T> T answer(KafkaFuture<T> future, String question) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked to " + question, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not " + question, e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
