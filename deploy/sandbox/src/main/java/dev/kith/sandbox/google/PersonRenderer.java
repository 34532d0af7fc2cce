package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Writes a person the way Google answers: requested fields only, each value with its metadata. */
final class PersonRenderer {

    private static final int LISTED_VALUES = 100;

    private final Set<String> mask;
    private final boolean contactSource;
    private final boolean profileSource;
    private final String sourceType;
    private final boolean inSync;

    /**
     * @param inSync whether the call carries a sync token: only then are old names told
     */
    PersonRenderer(Set<String> mask, Set<String> sources, String sourceType, boolean inSync) {
        this.mask = mask;
        this.contactSource = sources.contains("READ_SOURCE_TYPE_CONTACT");
        this.profileSource = sources.contains("READ_SOURCE_TYPE_PROFILE");
        this.sourceType = sourceType;
        this.inSync = inSync;
    }

    ObjectNode render(Entry entry, boolean cut) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.put("resourceName", entry.resourceName());
        person.put("etag", personEtag(entry));
        if (mask.contains("metadata") || entry.deleted()) {
            person.set("metadata", metadata(entry));
        }
        if (entry.deleted()) {
            return person;
        }
        for (String field : mask) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            if (contactSource && entry.person().get(field) instanceof ArrayNode own) {
                own.forEach(value -> values.add(described(value, sourceType, entry.sourceId(), values.isEmpty())));
            }
            if (profileSource && entry.profile() != null && entry.profile().get(field) instanceof ArrayNode linked) {
                linked.forEach(value -> values.add(
                        described(value, "PROFILE", "1" + entry.sourceId().length(), values.isEmpty())));
            }
            boolean tooMany = cut
                    && (field.equals("emailAddresses") || field.equals("phoneNumbers"))
                    && values.size() > LISTED_VALUES;
            while (tooMany && values.size() > LISTED_VALUES) {
                values.remove(values.size() - 1);
            }
            if (!values.isEmpty()) {
                person.set(field, values);
            }
        }
        return person;
    }

    private static ObjectNode described(JsonNode value, String type, String sourceId, boolean first) {
        ObjectNode described = value.deepCopy();
        ObjectNode metadata =
                described.get("metadata") instanceof ObjectNode own ? own : described.putObject("metadata");
        if (!metadata.has("primary") && first) {
            metadata.put("primary", true);
        }
        if (!metadata.path("primary").asBoolean()) {
            metadata.remove("primary");
        }
        if (type.equals("PROFILE")) {
            metadata.remove("primary");
            metadata.put("verified", true);
        }
        metadata.putObject("source").put("type", type).put("id", sourceId);
        return described;
    }

    private ObjectNode metadata(Entry entry) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        ObjectNode source = metadata.putArray("sources").addObject();
        source.put("type", sourceType);
        source.put("id", entry.sourceId());
        source.put("etag", sourceEtag(entry));
        source.put("updateTime", Instant.ofEpochMilli(entry.changedAt()).toString());
        if (entry.deleted()) {
            metadata.put("deleted", true);
        }
        if (inSync && !entry.previousNames().isEmpty()) {
            ArrayNode names = metadata.putArray("previousResourceNames");
            entry.previousNames().forEach(names::add);
        }
        metadata.put("objectType", "PERSON");
        return metadata;
    }

    static String sourceEtag(Entry entry) {
        return "#" + base64("source-" + entry.version());
    }

    private String personEtag(Entry entry) {
        return "%" + base64(entry.version() + "/" + mask.hashCode());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
