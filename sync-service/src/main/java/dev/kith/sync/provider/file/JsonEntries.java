package dev.kith.sync.provider.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads contacts as JSON: a list of objects, or an object whose {@code contacts} is one. */
final class JsonEntries implements FileEntries {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonParser parser;
    private final JsonContactMapper mapper;
    private final ExternalIds externalIds = new ExternalIds();
    private int row;

    JsonEntries(InputStream in, String region) throws IOException {
        this.parser = JSON.createParser(in);
        this.mapper = new JsonContactMapper(region);
        try {
            toFirst();
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e);
        }
    }

    private void toFirst() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean contacts = parser.currentName().equals("contacts");
                token = parser.nextToken();
                if (contacts) {
                    break;
                }
                parser.skipChildren();
                token = null;
            }
        }
        if (token != JsonToken.START_ARRAY) {
            throw new UnreadableFileException("Send a list of contacts, or an object whose \"contacts\" is one.");
        }
    }

    @Override
    public ParsedEntry next() throws IOException {
        JsonNode node;
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedJsonException(null);
            }
            if (token == JsonToken.END_ARRAY) {
                return null;
            }
            row++;
            node = JSON.readTree(parser);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e);
        }
        return mapper.entry(row, node, externalIds);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
