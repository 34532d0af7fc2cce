package dev.kith.sync.system;

import dev.kith.sandbox.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of one installation. The service's role owns it and is no superuser; tests look in as another one, so that
 * what each of them executes can be told apart.
 */
final class Database {

    private final PostgresServer server;
    private final String name;
    private final String user;

    private Database(PostgresServer server, String name, String user) {
        this.server = server;
        this.name = name;
        this.user = user;
    }

    static Database create(PostgresServer server) {
        Database database =
                new Database(server, server.freshDatabase(), "service_" + Long.toHexString(System.nanoTime()));
        database.sql("CREATE ROLE " + database.user + " LOGIN");
        database.sql("ALTER DATABASE " + database.name + " OWNER TO " + database.user);
        return database;
    }

    String reactiveUrl() {
        return "postgresql://127.0.0.1:" + server.port() + "/" + name;
    }

    String name() {
        return name;
    }

    String user() {
        return user;
    }

    Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** A connection as the service's own role. */
    Connection connectAsService() throws SQLException {
        return DriverManager.getConnection("jdbc:" + reactiveUrl(), user, "");
    }

    void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row, as text. */
    List<String> texts(String sql, Object... arguments) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<String> texts = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String sql, Object... arguments) {
        List<String> texts = texts(sql, arguments);
        if (texts.size() != 1) {
            throw new AssertionError("expected one row but found " + texts.size() + ": " + sql);
        }
        return texts.get(0);
    }

    long number(String sql, Object... arguments) {
        return Long.parseLong(text(sql, arguments));
    }

    void drop() {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
