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

    private final Map<Long, Handle> handles = new HashMap<>();
    private final Map<Long, Chat> chats = new HashMap<>();

    private Conversations() {}

    static Conversations of(Connection connection, Schema schema, String region) throws SQLException {
        Conversations conversations = new Conversations();
        try (Statement statement = connection.createStatement()) {
            conversations.readHandles(statement, schema, region);
            if (schema.has("chat")) {
                conversations.readChats(statement, schema, region);
            }
        }
        return conversations;
    }

    private void readHandles(Statement statement, Schema schema, String region) throws SQLException {
        String sql = "SELECT h.ROWID, h.id, " + schema.optional("h", "handle", "country") + ", "
                + schema.optional("h", "handle", "uncanonicalized_id") + " FROM handle h";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Handle handle = Handle.of(
                        spelling(rows.getString(2), rows.getString(4)), Handle.region(rows.getString(3), region));
                if (handle != null) {
                    handles.put(rows.getLong(1), handle);
                }
            }
        }
    }

    /** Messages keeps a brand's own spelling beside the one it compares by. */
    private static String spelling(String id, String uncanonicalized) {
        return id != null && id.equalsIgnoreCase(uncanonicalized) ? uncanonicalized : id;
    }

    private void readChats(Statement statement, Schema schema, String region) throws SQLException {
        Map<Long, Map<String, Handle>> others = new HashMap<>();
        if (schema.has("chat_handle_join")) {
            try (ResultSet rows = statement.executeQuery("SELECT chat_id, handle_id FROM chat_handle_join")) {
                while (rows.next()) {
                    Handle handle = handles.get(rows.getLong(2));
                    if (handle != null) {
                        others.computeIfAbsent(rows.getLong(1), chat -> new TreeMap<>())
                                .putIfAbsent(handle.hash(), handle);
                    }
                }
            }
        }
        String sql = "SELECT c.ROWID, " + schema.optional("c", "chat", "style") + ", c.chat_identifier, "
                + schema.optional("c", "chat", "is_filtered") + ", "
                + schema.optional("c", "chat", "is_blackholed") + " FROM chat c";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<Handle> members = new ArrayList<>(
                        others.getOrDefault(rows.getLong(1), Map.of()).values());
                int style = rows.getInt(2);
                boolean group = style == STYLE_GROUP || style != STYLE_SINGLE && members.size() > 1;
                chats.put(
                        rows.getLong(1),
                        new Chat(
                                group,
                                rows.getInt(4) >= JUNK || rows.getInt(5) == 1,
                                members,
                                group ? null : Handle.of(rows.getString(3), region)));
            }
        }
    }

    /** {@code null} where it is nobody's number. */
    Handle handle(long id) {
        return handles.get(id);
    }

    /** {@code null} where there is none. */
    Chat chat(long id) {
        return chats.get(id);
    }
}
