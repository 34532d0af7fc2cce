package dev.kith.sync.provider.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;

/** The values of a JSON list, one in memory at a time; the list may stand in an object, and an object alone is one value. */
final class JsonObjects implements Closeable {

    /**
     * A value of the list.
     *
     * @param row 1-based
     * @param value nothing when it is larger than memory should hold
     */
    record Entry(int row, int line, Optional<JsonNode> value) {}

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final Set<String> lists;
    private final String noList;
    private ObjectNode single;
    private boolean list;
    private int row;

    /**
     * @param declared encoding; {@code null} for UTF-8, UTF-16 or UTF-32, which tell themselves
     * @param lists what a member that is the list may be called
     * @param noList what to say where there is no list
     */
    JsonObjects(InputStream in, Charset declared, Set<String> lists, String noList) throws IOException {
        this.parser = parser(in, declared);
        this.lists = lists;
        this.noList = noList;
        try {
            toFirst();
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e);
        }
    }

    private static JsonParser parser(InputStream in, Charset declared) throws IOException {
        boolean told = declared != null && !declared.name().startsWith("UTF-");
        return told ? JSON.createParser(new InputStreamReader(in, declared)) : JSON.createParser(in);
    }

    /** Fails with {@link MalformedJsonException} unless the whole of a text is one JSON value. */
    static void check(InputStream in, Charset declared) throws IOException {
        try (JsonParser parser = parser(in, declared)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException(null);
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new UnreadableFileException("More than one JSON value stands here. Send one list.");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e);
        }
    }

    private void toFirst() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            list = true;
        } else if (token == JsonToken.START_OBJECT) {
            inObject();
        } else {
            throw new UnreadableFileException(noList);
        }
    }

    private void inObject() throws IOException {
        single = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (lists.contains(name) && token == JsonToken.START_ARRAY) {
                list = true;
                return;
            }
            BoundedJson.read(parser).ifPresent(value -> single.set(name, value));
        }
        if (single.isEmpty()) {
            throw new UnreadableFileException(noList);
        }
    }

    /** {@code null} at the end. Fails with {@link MalformedJsonException}. */
    Entry next() throws IOException {
        if (!list) {
            ObjectNode only = single;
            single = null;
            return only == null ? null : new Entry(++row, 1, Optional.of(only));
        }
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedJsonException(null);
            }
            if (token == JsonToken.END_ARRAY) {
                return null;
            }
            int line = parser.currentTokenLocation().getLineNr();
            return new Entry(++row, line, BoundedJson.read(parser));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
