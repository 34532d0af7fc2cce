package dev.kith.agent.source.contacts;

import dev.kith.agent.sqlite.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one table that belong to records, read side by side with the records in the order of their keys: memory
 * holds one record's rows, however many there are.
 */
final class ChildRows<T> implements AutoCloseable {

    /** Reads a row; {@code null} where it says nothing. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final int OWNER = 1;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reader<T> reader;
    private boolean present;

    private ChildRows(PreparedStatement statement, Reader<T> reader) throws SQLException {
        this.statement = statement;
        this.rows = statement == null ? null : statement.executeQuery();
        this.reader = reader;
        this.present = rows != null && rows.next();
    }

    /** Columns are numbered from 2 on; those a store does not have are NULL. */
    static <T> ChildRows<T> of(
            Connection connection, Schema schema, String table, String owner, List<String> columns, Reader<T> reader)
            throws SQLException {
        if (!schema.has(table, owner)) {
            return new ChildRows<>(null, reader);
        }
        StringBuilder sql = new StringBuilder("SELECT c.").append(owner);
        columns.forEach(column -> sql.append(", ").append(schema.optional("c", table, column)));
        sql.append(" FROM ").append(table).append(" c WHERE c.").append(owner).append(" IS NOT NULL");
        sql.append(" ORDER BY c.").append(owner);
        // In a compound term NULL would be a constant, which SQLite takes for a column number.
        if (schema.has(table, "ZISPRIMARY")) {
            sql.append(", c.ZISPRIMARY DESC");
        }
        if (schema.has(table, "ZORDERINGINDEX")) {
            sql.append(", c.ZORDERINGINDEX");
        }
        sql.append(", c.Z_PK");
        return new ChildRows<>(connection.prepareStatement(sql.toString()), reader);
    }

    /** The rows of a record; must be asked for in ascending order. */
    List<T> of(long owner) throws SQLException {
        List<T> own = new ArrayList<>();
        while (present && rows.getLong(OWNER) <= owner) {
            if (rows.getLong(OWNER) == owner) {
                T read = reader.read(rows);
                if (read != null) {
                    own.add(read);
                }
            }
            present = rows.next();
        }
        return own;
    }

    @Override
    public void close() throws SQLException {
        if (statement != null) {
            statement.close();
        }
    }
}
