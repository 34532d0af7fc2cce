package dev.kith.sync.tool;

import dev.kith.model.CloudEventHeaders;

/**
 * A batch that an agent sends over HTTP, found to be in order.
 *
 * @param machineId the machine it comes from
 * @param value the body as it came
 */
public record AgentBatch(String topic, String machineId, String accountId, CloudEventHeaders event, byte[] value) {

    @Override
    public String toString() {
        return "AgentBatch[" + event.id() + ", " + topic + "]";
    }
}
