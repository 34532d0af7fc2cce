package dev.kith.sandbox.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** Dies as {@code kill -9} makes it die: no hook runs, and its PostgreSQL goes on. */
final class KilledLauncher {

    private KilledLauncher() {}

    @SuppressWarnings("resource")
    public static void main(String[] arguments) throws Exception {
        Path programs = arguments.length > 1 ? Path.of(arguments[1]) : null;
        PostgresServer server = PostgresServer.durable(Path.of(arguments[0]), programs, null);
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'Ada' AS name");
        }
        Runtime.getRuntime().halt(137);
    }
}
