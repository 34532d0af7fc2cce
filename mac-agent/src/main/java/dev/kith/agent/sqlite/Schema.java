package dev.kith.agent.sqlite;

import dev.kith.agent.sqlite.StoreException.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables and columns that a store really has: they differ even between two Macs of one version. */
public final class Schema {

    private final Connection connection;
    private final Map<String, Set<String>> columns = new HashMap<>();

    Schema(Connection connection) {
        this.connection = connection;
    }

    public boolean has(String table) {
        return !columns(table).isEmpty();
    }

    public boolean has(String table, String column) {
        return columns(table).contains(column.toUpperCase(Locale.ROOT));
    }

    /** Names of tables that match an SQL GLOB pattern. */
    public List<String> tables(String glob) {
        return strings("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ? ORDER BY name", glob);
    }

    /** The table's columns, in capitals. */
    public Set<String> columns(String table) {
        return columns.computeIfAbsent(
                table,
                name -> new HashSet<>(strings("SELECT upper(name) FROM pragma_table_info(?) ORDER BY cid", name)));
    }

    /** Fails with {@link Problem#UNKNOWN_SCHEMA} unless the table and all of the columns are there. */
    public void require(String table, String... required) {
        for (String column : required) {
            if (!has(table, column)) {
                throw new StoreException(Problem.UNKNOWN_SCHEMA, "it has no column " + table + "." + column);
            }
        }
    }

    /** An expression for a column that may be absent. */
    public String optional(String alias, String table, String column) {
        return has(table, column) ? alias + "." + column : "NULL";
    }

    private List<String> strings(String sql, String argument) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            List<String> strings = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
            }
            return strings;
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }
}
