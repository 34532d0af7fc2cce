package dev.kith.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The CloudEvents attributes of a record, in Kafka's binary mode.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public record CloudEventHeaders(UUID id, UUID account, String type, Instant time) {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** The name of contact batches, without their version. */
    public static final String CONTACT_BATCH_NAME = "dev.kith.contact-batch";

    public static final String CONTACT_BATCH = CONTACT_BATCH_NAME + ".v1";

    /** The name of interaction batches, without their version. */
    public static final String INTERACTION_BATCH_NAME = "dev.kith.interaction-batch";

    public static final String INTERACTION_BATCH = INTERACTION_BATCH_NAME + ".v1";

    private static final Pattern VERSIONED = Pattern.compile(".+\\.v[0-9]{1,6}");

    public static CloudEventHeaders contactBatch(UUID id, UUID account, Instant time) {
        return new CloudEventHeaders(id, account, CONTACT_BATCH, time);
    }

    public static CloudEventHeaders interactionBatch(UUID id, UUID account, Instant time) {
        return new CloudEventHeaders(id, account, INTERACTION_BATCH, time);
    }

    /** The headers in a fixed order. Accounts appear by UUID only. */
    public Map<String, String> asMap() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, id.toString());
        headers.put(SOURCE, "/accounts/" + account);
        headers.put(TYPE, type);
        headers.put(TIME, time.toString());
        headers.put(CONTENT_TYPE, "application/json");
        return headers;
    }

    /** A type's name without its version; {@code null} where the type has none. */
    public static String nameOf(String type) {
        int dot = versionDot(type);
        return dot < 0 ? null : type.substring(0, dot);
    }

    /** A type's major version; -1 where the type has none. */
    public static int majorVersionOf(String type) {
        int dot = versionDot(type);
        return dot < 0 ? -1 : Integer.parseInt(type.substring(dot + 2));
    }

    private static int versionDot(String type) {
        return type != null && VERSIONED.matcher(type).matches() ? type.lastIndexOf('.') : -1;
    }
}
