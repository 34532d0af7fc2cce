package dev.kith.sync.provider.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads interactions as JSON: a list of objects, an object whose {@code interactions} or {@code data} is one, or one alone. */
final class JsonInteractions implements InteractionEntries {

    private static final String NO_LIST = "Send a list of interactions, or an object whose \"interactions\" is one.";

    private final JsonObjects objects;
    private final InteractionMapper mapper;

    /** @param declared encoding; {@code null} for UTF-8, UTF-16 or UTF-32, which tell themselves */
    JsonInteractions(InputStream in, Charset declared, InteractionMapper mapper) throws IOException {
        this.objects = new JsonObjects(in, declared, Set.of("interactions", "data"), NO_LIST);
        this.mapper = mapper;
    }

    @Override
    public ParsedInteraction next() throws IOException {
        JsonObjects.Entry next = objects.next();
        if (next == null) {
            return null;
        }
        return next.value()
                .map(value -> entry(next.row(), next.line(), value))
                .orElseGet(() -> ParsedInteraction.broken(
                        next.row(), next.line(), "interaction", "This is larger than 2 MB. Leave something out."));
    }

    private ParsedInteraction entry(int row, int line, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return ParsedInteraction.broken(row, line, "interaction", "An interaction must be an object.");
        }
        EntryErrors errors = new EntryErrors(row, line);
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        ImportedInteraction interaction = mapper.map(fields, errors);
        return new ParsedInteraction(row, line, interaction, errors.list());
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }
}
