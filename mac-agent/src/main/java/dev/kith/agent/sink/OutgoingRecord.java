package dev.kith.agent.sink;

import dev.kith.model.CloudEventHeaders;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A batch on its way out.
 *
 * @param encoding writes the batch down; done by whoever sends it, and once
 */
public record OutgoingRecord(String topic, String key, CloudEventHeaders headers, Supplier<byte[]> encoding) {

    public static final String CONTACTS_TOPIC = "kith.mac.contacts.v1";
    public static final String INTERACTIONS_TOPIC = "kith.interactions.v1";

    public byte[] value() {
        return encoding.get();
    }

    public Map<String, String> headerMap() {
        return headers.asMap();
    }

    @Override
    public String toString() {
        return "OutgoingRecord[topic=" + topic + "]";
    }
}
