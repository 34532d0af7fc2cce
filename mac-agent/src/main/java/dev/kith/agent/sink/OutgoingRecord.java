package dev.kith.agent.sink;

import dev.kith.model.CloudEventHeaders;
import java.util.Map;

/** A batch on its way out. */
public record OutgoingRecord(String topic, String key, CloudEventHeaders headers, byte[] value) {

    public static final String CONTACTS_TOPIC = "kith.mac.contacts.v1";
    public static final String INTERACTIONS_TOPIC = "kith.interactions.v1";

    public Map<String, String> headerMap() {
        return headers.asMap();
    }

    @Override
    public String toString() {
        return "OutgoingRecord[topic=" + topic + ", bytes=" + value.length + "]";
    }
}
