package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Writes a person the way Google answers: requested fields only, each value with its metadata. */
final class PersonRenderer {

    private static final int LISTED_VALUES = 100;
    private static final Set<String> CUT_IN_LISTS = Set.of("emailAddresses", "phoneNumbers");
    private static final BigInteger PROFILE_IDS = BigInteger.TEN.pow(20);

    private final Set<String> mask;
    private final boolean contactSource;
    private final boolean profileSource;
    private final String sourceType;
    private final boolean inSync;
    private final boolean bareTombstones;
    private final String language;

    /**
     * @param inSync whether the call carries a sync token: only then are old names told
     * @param bareTombstones whether deleted people come without their sources
     */
    PersonRenderer(
            Set<String> mask,
            Set<String> sources,
            String sourceType,
            boolean inSync,
            boolean bareTombstones,
            String language) {
        this.mask = mask;
        this.contactSource = sources.contains(Request.CONTACT_SOURCE);
        this.profileSource = sources.contains(Request.PROFILE_SOURCE);
        this.sourceType = sourceType;
        this.inSync = inSync;
        this.bareTombstones = bareTombstones;
        this.language = language;
    }

    ObjectNode render(Entry entry, boolean listed) {
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
            ArrayNode values = values(entry, field);
            while (listed && CUT_IN_LISTS.contains(field) && values.size() > LISTED_VALUES) {
                values.remove(values.size() - 1);
            }
            if (!values.isEmpty()) {
                person.set(field, values);
            }
        }
        return person;
    }

    private ArrayNode values(Entry entry, String field) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        if (contactSource && entry.person().get(field) instanceof ArrayNode own) {
            own.forEach(value -> values.add(described(field, value, sourceType, entry.sourceId())));
        }
        if (profileSource && entry.profile() != null && entry.profile().get(field) instanceof ArrayNode linked) {
            linked.forEach(value -> values.add(described(field, value, "PROFILE", profileId(entry))));
        }
        markPrimary(values);
        return values;
    }

    private ObjectNode described(String field, JsonNode value, String type, String sourceId) {
        ObjectNode described = value.deepCopy();
        addFormatted(field, described, "type", "formattedType");
        addFormatted(field, described, "protocol", "formattedProtocol");
        ObjectNode metadata =
                described.get("metadata") instanceof ObjectNode own ? own : described.putObject("metadata");
        if (type.equals("PROFILE")) {
            metadata.put("verified", true);
        }
        metadata.putObject("source").put("type", type).put("id", sourceId);
        return described;
    }

    private void addFormatted(String field, ObjectNode value, String property, String formatted) {
        String type = value.path(property).asText("");
        if (!type.isEmpty() && !value.has(formatted) && Discovery.hasValueProperty(field, formatted)) {
            boolean named = Discovery.namedValues(field, property).contains(type);
            value.put(formatted, named ? FormattedType.of(type, language) : type);
        }
    }

    /** One value of a field is its primary one: the one that says so, else the first. */
    private static void markPrimary(ArrayNode values) {
        ObjectNode primary = null;
        for (JsonNode value : values) {
            ObjectNode metadata = (ObjectNode) value.get("metadata");
            if (primary == null && metadata.path("primary").asBoolean()) {
                primary = metadata;
            }
            metadata.remove("primary");
        }
        if (primary == null && !values.isEmpty()) {
            primary = (ObjectNode) values.get(0).get("metadata");
        }
        if (primary != null) {
            primary.put("primary", true).put("sourcePrimary", true);
        }
    }

    private ObjectNode metadata(Entry entry) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (!entry.deleted() || !(bareTombstones || EntryList.isFormerName(entry))) {
            addSources(entry, metadata.putArray("sources"));
        }
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

    private void addSources(Entry entry, ArrayNode sources) {
        if (profileSource && entry.profile() != null) {
            ObjectNode profile = sources.addObject();
            profile.put("type", "PROFILE").put("id", profileId(entry));
            profile.put("etag", "#" + base64("profile-" + entry.sourceId()));
            profile.putObject("profileMetadata")
                    .put("objectType", "PERSON")
                    .putArray("userTypes")
                    .add("GOOGLE_USER");
        }
        ObjectNode source = sources.addObject();
        source.put("type", sourceType);
        source.put("id", entry.sourceId());
        source.put("etag", sourceEtag(entry));
        source.put("updateTime", Instant.ofEpochMilli(entry.changedAt()).toString());
    }

    private static String profileId(Entry entry) {
        return PROFILE_IDS.add(new BigInteger(entry.sourceId(), 16)).toString();
    }

    private static String sourceEtag(Entry entry) {
        return "#" + base64("source-" + entry.version());
    }

    private String personEtag(Entry entry) {
        return "%" + base64(entry.version() + "/" + mask.hashCode());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
