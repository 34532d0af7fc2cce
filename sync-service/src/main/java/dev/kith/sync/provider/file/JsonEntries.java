package dev.kith.sync.provider.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.vcard.NamedGroups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads contacts as JSON: a list of objects, an object whose {@code contacts} or {@code data} is one, or one contact. */
final class JsonEntries implements FileEntries {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Set<String> LISTS = Set.of("contacts", "data");

    private static final String NO_LIST = "Send a list of contacts, or an object whose \"contacts\" is one.";

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final JsonObjects objects;
    private final JsonContactMapper mapper;
    private final ExternalIds externalIds = new ExternalIds();

    /** @param declared encoding; {@code null} for UTF-8, UTF-16 or UTF-32, which tell themselves */
    JsonEntries(InputStream in, Charset declared, String region) throws IOException {
        this.objects = new JsonObjects(in, declared, LISTS, NO_LIST);
        this.mapper = new JsonContactMapper(region);
    }

    @Override
    public ParsedEntry next() throws IOException {
        JsonObjects.Entry next = objects.next();
        if (next == null) {
            return null;
        }
        return next.value()
                .map(value -> entry(next.row(), next.line(), value))
                .orElseGet(() -> ParsedEntry.broken(
                        next.row(), next.line(), "contact", "This contact is larger than 2 MB. Leave something out."));
    }

    private ParsedEntry entry(int number, int line, JsonNode node) {
        if (!(node instanceof ObjectNode contact)) {
            return ParsedEntry.broken(number, line, "contact", "A contact must be an object.");
        }
        EntryErrors errors = new EntryErrors(number, line);
        if (contact.path("deleted").asBoolean()) {
            errors.add("deleted", "Deleted contacts are not imported.");
            return ParsedEntry.broken(number, line, errors.list());
        }
        CanonicalContact mapped = mapper.map(contact, errors);
        if (mapped.equals(CanonicalContact.builder("record").build())) {
            errors.add("name", "Give a name, an organization, an e-mail address or a phone number.");
            return ParsedEntry.broken(number, line, errors.list());
        }
        String uid = text(contact, "uid");
        CanonicalContact complete =
                mapped.toBuilder().uid(uid).raw(raw(contact)).build();
        List<CanonicalGroup> groups =
                mapped.groupMemberships().stream().map(NamedGroups::of).toList();
        return new ParsedEntry(
                number, line, externalIds.name(ownId(contact), fingerprint(contact), complete), groups, errors.list());
    }

    /** In its own shape, without the bytes of photos. */
    private static ObjectNode raw(ObjectNode contact) {
        ObjectNode raw = SORTED.createObjectNode();
        ObjectNode said = contact.deepCopy();
        said.path("photos").forEach(photo -> {
            if (photo instanceof ObjectNode fields) {
                fields.remove("data");
            }
        });
        said.properties()
                .removeIf(field -> field.getValue().isTextual()
                        && field.getValue().asText().regionMatches(true, 0, "data:", 0, 5));
        raw.set("json", said);
        return raw;
    }

    /** A number would name somebody else in the next file. */
    private static String ownId(ObjectNode contact) {
        return Stream.of("externalId", "external_id", "uid", "id")
                .map(field -> text(contact, field))
                .filter(Objects::nonNull)
                .filter(id ->
                        !id.equals(text(contact, "id")) || UUID.matcher(id).matches())
                .findFirst()
                .orElse(null);
    }

    private static String text(ObjectNode contact, String field) {
        JsonNode value = contact.path(field);
        return value.isTextual() ? UnicodeText.stripped(value.asText()) : null;
    }

    private static String fingerprint(ObjectNode contact) {
        try {
            return ExternalIds.sha256(SORTED.writeValueAsString(SORTED.treeToValue(contact, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }
}
