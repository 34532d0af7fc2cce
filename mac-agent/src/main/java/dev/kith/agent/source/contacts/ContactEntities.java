package dev.kith.agent.source.contacts;

import dev.kith.agent.sqlite.Schema;
import dev.kith.agent.sqlite.SqliteFailures;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreException.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which numbers and names a store gives to its entities: they differ between versions of macOS and between stores of one
 * Mac, and names of tables and columns hold the numbers.
 */
record ContactEntities(List<Integer> people, List<Integer> groups, Optional<Membership> membership) {

    /** The table that puts people into groups. */
    record Membership(String table, String contactColumn, String groupColumn) {}

    static ContactEntities of(Connection connection, Schema schema) {
        schema.require("Z_PRIMARYKEY", "Z_ENT", "Z_NAME");
        schema.require("ZABCDRECORD", "Z_PK", "Z_ENT", "ZUNIQUEID");
        Map<String, Integer> numbers = numbers(connection);
        if (!numbers.containsKey("ABCDContact")) {
            throw new StoreException(Problem.UNKNOWN_SCHEMA, "it has no entity ABCDContact");
        }
        return new ContactEntities(
                known(numbers, "ABCDContact", "ABCDSubscribedContact"),
                known(numbers, "ABCDGroup", "ABCDSubscribedGroup"),
                membership(schema));
    }

    String peopleSql() {
        return sql(people);
    }

    String groupsSql() {
        return sql(groups);
    }

    private static String sql(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Map<String, Integer> numbers(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT Z_NAME, Z_ENT FROM Z_PRIMARYKEY")) {
            Map<String, Integer> numbers = new HashMap<>();
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getInt(2));
            }
            return numbers;
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    private static List<Integer> known(Map<String, Integer> numbers, String... names) {
        return Stream.of(names).filter(numbers::containsKey).map(numbers::get).toList();
    }

    private static Optional<Membership> membership(Schema schema) {
        for (String table : schema.tables("Z_*PARENTGROUPS")) {
            Optional<String> contact = column(schema, table, "Z_\\d+CONTACTS.*");
            Optional<String> group = column(schema, table, "Z_\\d+PARENTGROUPS.*");
            if (contact.isPresent() && group.isPresent()) {
                return Optional.of(new Membership(table, contact.get(), group.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> column(Schema schema, String table, String pattern) {
        return schema.columns(table).stream()
                .filter(column -> column.matches(pattern))
                .sorted()
                .findFirst();
    }
}
