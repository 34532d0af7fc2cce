package dev.kith.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void setUpOnce() {
        PostgresServer.durable(shared.resolve("data")).close();
    }

    @Test
    void keepsWhatWasWrittenAcrossARestart() throws Exception {
        try (PostgresServer server = PostgresServer.durable(setUp("data"))) {
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
        assertThat(runKilledLauncher(Map.of(), setUp("data"))).isEqualTo(137);
        assertThat(folder.resolve("data").resolve("postmaster.pid")).exists();
        try (PostgresServer server = PostgresServer.durable(folder.resolve("data"))) {
            assertThat(read(server, "SELECT name FROM kept")).isEqualTo("Ada");
        }
    }

    @Test
    void beginsAnewWhatAKilledLauncherLeftHalfSetUp() throws Exception {
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "17\n");
        try (PostgresServer server = PostgresServer.durable(folder.resolve("data"))) {
            assertThat(read(server, "SELECT 'alive'")).isEqualTo("alive");
        }
        assertThat(folder.resolve("data.new")).doesNotExist();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheNumberOfALostServer() throws Exception {
        try (PostgresServer other = PostgresServer.durable(setUp("other"))) {
            Path lost = Files.createDirectory(folder.resolve("lost"));
            Files.copy(folder.resolve("other/postmaster.pid"), lost.resolve("postmaster.pid"));
            Postmaster.stop(lost);

            assertThat(lost.resolve("postmaster.pid")).doesNotExist();
            assertThat(read(other, "SELECT 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void keepsWhatWasCommittedWhereOneIsStoppedThatRecoversFromACrash() throws Exception {
        Path data = setUp("data");
        runKilledLauncher(Map.of(), data);
        String port = Files.readAllLines(data.resolve("postmaster.pid")).get(3);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE long AS SELECT g, repeat('x', 200) FROM generate_series(1, 300000) g");
            ResultSet writer =
                    statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
            writer.next();
            Signals.send("KILL", writer.getLong(1));
        }
        Postmaster.stop(data, Duration.ofSeconds(1));

        try (PostgresServer server = PostgresServer.durable(data)) {
            assertThat(read(server, "SELECT name FROM kept")).isEqualTo("Ada");
            assertThat(read(server, "SELECT count(*)::text FROM long")).isEqualTo("300000");
        }
    }

    @Test
    void removesAPidFileThatSaysNothing() throws Exception {
        Path lost = Files.createDirectory(folder.resolve("lost"));
        Files.writeString(lost.resolve("postmaster.pid"), "");
        Postmaster.stop(lost);

        assertThat(lost.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void runsAsNobodyWhereRootMayNotMakeUserNamespaces() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root is refused by PostgreSQL");
        Path refusing = Files.createDirectory(folder.resolve("bin")).resolve("unshare");
        Files.writeString(refusing, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(refusing, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        assertThat(runKilledLauncher(
                        Map.of("PATH", refusing.getParent() + ":" + System.getenv("PATH")),
                        folder.resolve("data"),
                        folder.resolve("programs")))
                .as(Files.readString(folder.resolve("killed.log")))
                .isEqualTo(137);
        Postmaster.stop(folder.resolve("data"));
        assertThat(Files.getOwner(folder.resolve("data")).getName()).isEqualTo("nobody");
    }

    /** A copy of a database that was set up before: that takes longer than all else. */
    private Path setUp(String name) throws Exception {
        Path copy = folder.resolve(name);
        Process copying = new ProcessBuilder("cp", "-a", shared.resolve("data").toString(), copy.toString())
                .inheritIO()
                .start();
        assertThat(copying.waitFor()).isZero();
        return copy;
    }

    private int runKilledLauncher(Map<String, String> environment, Path... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledLauncher.class.getName()));
        Stream.of(arguments).map(Path::toString).forEach(line::add);
        ProcessBuilder launcher = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile());
        launcher.environment().putAll(environment);
        return launcher.start().waitFor();
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
