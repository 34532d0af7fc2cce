package dev.kith.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasWrittenAcrossARestart() throws Exception {
        try (PostgresServer server = PostgresServer.durable(folder.resolve("data"))) {
            write(server);
            assertThat(read(server, "SHOW fsync")).isEqualTo("on");
            assertThat(read(server, "SHOW synchronous_commit")).isEqualTo("on");
        }
        try (PostgresServer server = PostgresServer.durable(folder.resolve("data"))) {
            assertThat(read(server, "SELECT name FROM kept")).isEqualTo("Ada");
        }
    }

    @Test
    void takesOverFromAServerThatAKilledLauncherLeftRunning() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledLauncher.class.getName(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        assertThat(killed.waitFor()).isEqualTo(137);
        assertThat(folder.resolve("data").resolve("postmaster.pid")).exists();
        try (PostgresServer server = PostgresServer.durable(folder.resolve("data"))) {
            assertThat(read(server, "SELECT name FROM kept")).isEqualTo("Ada");
        }
    }

    private static void write(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'Ada' AS name");
        }
    }

    private static String read(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
