package dev.kith.agent.source.messages;

import dev.kith.agent.source.Handle;
import dev.kith.agent.sqlite.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is in which conversation. As many as a person has, whatever the number of messages. */
final class Conversations {

    private static final int STYLE_GROUP = 43;
    private static final int STYLE_SINGLE = 45;
    private static final int JUNK = 2;

    /**
     * A conversation.
     *
     * @param others everybody but the user, each once
     * @param identifier the other's handle where {@code others} does not tell; {@code null} for a group
     */
    record Chat(boolean group, boolean junk, List<Handle> others, Handle identifier) {

        /** The one other person; {@code null} where nobody is known. */
        Handle single() {
            return others.size() == 1 ? others.get(0) : identifier;
        }
    }

    private record RawHandle(String id, String region) {}

    private record RawChat(int style, String identifier, boolean junk) {}

    private final String region;
    private final Map<Long, RawHandle> rawHandles = new HashMap<>();
    private final Map<Long, RawChat> rawChats = new HashMap<>();
    private final Map<Long, List<Long>> members = new HashMap<>();
    private final Map<Long, Handle> handles = new HashMap<>();
    private final Map<Long, Chat> chats = new HashMap<>();

    private Conversations(String region) {
        this.region = region;
    }

    static Conversations of(Connection connection, Schema schema, String region) throws SQLException {
        Conversations conversations = new Conversations(region);
        try (Statement statement = connection.createStatement()) {
            conversations.readHandles(statement, schema);
            if (schema.has("chat")) {
                conversations.readChats(statement, schema);
            }
        }
        return conversations;
    }

    private void readHandles(Statement statement, Schema schema) throws SQLException {
        String sql = "SELECT h.ROWID, h.id, " + schema.optional("h", "handle", "country") + ", "
                + schema.optional("h", "handle", "uncanonicalized_id") + " FROM handle h";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rawHandles.put(
                        rows.getLong(1),
                        new RawHandle(
                                spelling(rows.getString(2), rows.getString(4)),
                                Handle.region(rows.getString(3), region)));
            }
        }
    }

    /** Messages keeps a brand's own spelling beside the one it compares by. */
    private static String spelling(String id, String uncanonicalized) {
        return id != null && id.equalsIgnoreCase(uncanonicalized) ? uncanonicalized : id;
    }

    private void readChats(Statement statement, Schema schema) throws SQLException {
        if (schema.has("chat_handle_join")) {
            try (ResultSet rows = statement.executeQuery("SELECT chat_id, handle_id FROM chat_handle_join")) {
                while (rows.next()) {
                    members.computeIfAbsent(rows.getLong(1), chat -> new ArrayList<>(1))
                            .add(rows.getLong(2));
                }
            }
        }
        String sql = "SELECT c.ROWID, " + schema.optional("c", "chat", "style") + ", c.chat_identifier, "
                + schema.optional("c", "chat", "is_filtered") + ", "
                + schema.optional("c", "chat", "is_blackholed") + " FROM chat c";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                boolean junk = rows.getInt(4) >= JUNK || rows.getInt(5) == 1;
                rawChats.put(rows.getLong(1), new RawChat(rows.getInt(2), rows.getString(3), junk));
            }
        }
    }

    /** {@code null} where it is nobody's number. */
    Handle handle(long id) {
        Handle known = handles.get(id);
        if (known == null && rawHandles.containsKey(id)) {
            RawHandle raw = rawHandles.get(id);
            known = Handle.of(raw.id(), raw.region());
            handles.put(id, known);
        }
        return known;
    }

    /** {@code null} where there is none. */
    Chat chat(long id) {
        Chat known = chats.get(id);
        if (known == null && rawChats.containsKey(id)) {
            known = chat(id, rawChats.get(id));
            chats.put(id, known);
        }
        return known;
    }

    private Chat chat(long id, RawChat raw) {
        Map<String, Handle> others = new TreeMap<>();
        for (long member : members.getOrDefault(id, List.of())) {
            Handle handle = handle(member);
            if (handle != null) {
                others.putIfAbsent(handle.hash(), handle);
            }
        }
        boolean group = raw.style() == STYLE_GROUP || raw.style() != STYLE_SINGLE && others.size() > 1;
        Handle identifier = group ? null : Handle.of(raw.identifier(), region);
        return new Chat(group, raw.junk(), List.copyOf(others.values()), identifier);
    }
}
