package dev.kith.sync.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Tells one incarnation of a topic from another: after a topic was lost and made anew its offsets mean nothing. */
@ApplicationScoped
public class TopicIds {

    private static final long TIMEOUT_SECONDS = 20;

    private final Supplier<Admin> connect;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private Admin admin;

    TopicIds(@Identifier("default-kafka-broker") Map<String, Object> configuration) {
        this.connect = () -> Admin.create(configuration);
    }

    /** The id of a topic as it stands now. Asks the broker, so never call it on an event loop. */
    synchronized String refresh(String topic) {
        if (admin == null) {
            admin = connect.get();
        }
        try {
            String id = admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
            known.put(topic, id);
            return id;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the id of " + topic, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell the id of " + topic, e);
        }
    }

    /** The id under which the topic's partitions were assigned to this instance. */
    String assigned(String topic) {
        return known.get(topic);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
