package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the broker for the topics that the agent writes to. */
public final class KafkaTopics {

    private static final int TIMEOUT_SECONDS = 15;

    private KafkaTopics() {}

    /** The topics that the broker does not have. Fails with {@link AgentException}. */
    public static Set<String> missing(Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "mac-agent-doctor");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        Set<String> missing = new TreeSet<>(Set.of(OutgoingRecord.CONTACTS_TOPIC, OutgoingRecord.INTERACTIONS_TOPIC));
        try (Admin admin = client(settings)) {
            missing.removeAll(admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            return missing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.named(new InterruptException(e));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw KafkaFailures.named(e);
        }
    }

    private static Admin client(Map<String, Object> settings) {
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw KafkaSettings.refused(e);
        }
    }
}
