package dev.kith.sync.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that read the log beside all others: they belong to no group and commit nothing. */
final class StandaloneConsumer {

    /**
     * In milliseconds: what is read is there already. A fetch from the end of a partition would keep the connection from
     * whatever is asked next, and from being closed, for as long as it waits for a record to come.
     */
    private static final int LONGEST_FETCH = 1;

    private StandaloneConsumer() {}

    /**
     * @param broker where the log is and how one signs in there
     * @param bounds how much is read at once
     */
    static Consumer<byte[], byte[]> open(Map<String, Object> broker, Map<String, Object> bounds) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.CLIENT_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH);
        settings.putAll(bounds);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
