package dev.kith.agent.source.messages;

import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.SqliteFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Tells whether row ids still mean what they meant: Messages rebuilds its database when it syncs anew, and every row then
 * has another id.
 */
public final class MessageAnchors {

    private final Connection connection;

    public MessageAnchors(OpenStore store) {
        this.connection = store.connection();
    }

    /** Whether none of the rows is another message now, and at least one is the same, unless there were none. */
    public boolean hold(Map<Long, String> guids) {
        boolean found = guids.isEmpty();
        try (PreparedStatement statement = connection.prepareStatement("SELECT guid FROM message WHERE ROWID = ?")) {
            for (Map.Entry<Long, String> anchor : guids.entrySet()) {
                statement.setLong(1, anchor.getKey());
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        if (!anchor.getValue().equals(rows.getString(1))) {
                            return false;
                        }
                        found = true;
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    /** How many rows there are, for showing how far a scan is. */
    public long last() {
        try (PreparedStatement statement = connection.prepareStatement("SELECT coalesce(max(ROWID), 0) FROM message");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }
}
