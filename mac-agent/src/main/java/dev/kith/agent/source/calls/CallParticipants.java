package dev.kith.agent.source.calls;

import dev.kith.agent.sqlite.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who took part in a call. The table that says so has the numbers of its entities in its name and columns. */
final class CallParticipants implements AutoCloseable {

    private final PreparedStatement statement;

    private CallParticipants(PreparedStatement statement) {
        this.statement = statement;
    }

    static CallParticipants of(Connection connection, Schema schema) throws SQLException {
        for (String table : schema.tables("Z_*REMOTEPARTICIPANTHANDLES")) {
            Optional<String> calls = column(schema, table, "Z_\\d+REMOTEPARTICIPANTCALLS");
            Optional<String> handles = column(schema, table, "Z_\\d+REMOTEPARTICIPANTHANDLES");
            if (calls.isPresent() && handles.isPresent() && schema.has("ZHANDLE", "ZVALUE")) {
                return new CallParticipants(connection.prepareStatement(
                        "SELECT CAST(h.ZVALUE AS BLOB), CAST(" + schema.optional("h", "ZHANDLE", "ZNORMALIZEDVALUE")
                                + " AS BLOB) FROM " + table + " p JOIN ZHANDLE h ON h.Z_PK = p." + handles.get()
                                + " WHERE p." + calls.get() + " = ? ORDER BY h.Z_PK"));
            }
        }
        return new CallParticipants(null);
    }

    private static Optional<String> column(Schema schema, String table, String pattern) {
        return schema.columns(table).stream()
                .filter(column -> column.matches(pattern))
                .findFirst();
    }

    /** Links to handles that are gone say nothing. */
    List<CallAddress> of(long call) throws SQLException {
        List<CallAddress> addresses = new ArrayList<>();
        if (statement == null) {
            return addresses;
        }
        statement.setLong(1, call);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                CallAddress value = CallAddress.of(rows.getBytes(1));
                addresses.add(
                        value instanceof CallAddress.Text ? value : orElse(CallAddress.of(rows.getBytes(2)), value));
            }
        }
        return addresses;
    }

    private static CallAddress orElse(CallAddress better, CallAddress otherwise) {
        return better instanceof CallAddress.Text ? better : otherwise;
    }

    @Override
    public void close() throws SQLException {
        if (statement != null) {
            statement.close();
        }
    }
}
