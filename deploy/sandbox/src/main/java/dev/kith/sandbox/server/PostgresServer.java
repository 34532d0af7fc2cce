package dev.kith.sandbox.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.commons.io.FileUtils;

/** A real PostgreSQL on the loopback interface, in a process of its own. */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    /** {@code null} where the data go with the server, which ends by itself without them. */
    private final Path kept;

    private PostgresServer(EmbeddedPostgres postgres, Path kept) {
        this.postgres = postgres;
        this.kept = kept;
    }

    /** The major version of the PostgreSQL that is brought along. */
    public static String majorVersion() {
        try (InputStream in = PostgresServer.class.getResourceAsStream("postgres.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version").split("\\.")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server for one test run: nothing is kept and nothing is made durable. */
    public static PostgresServer temporary() {
        return start(PostgresPrograms.onTemporaryData(), null, null);
    }

    /** The same, writing as durably as {@link #durable} does and counting every statement it executes. */
    public static PostgresServer counting() {
        return start(
                lasting(PostgresPrograms.onTemporaryData())
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("pg_stat_statements.max", "10000"),
                null,
                null);
    }

    /** A server that keeps its data in a folder and writes durably. */
    public static PostgresServer durable(Path folder) {
        return durable(folder, null, null);
    }

    /**
     * The same for a folder of somebody's own.
     *
     * @param programs where PostgreSQL's programs are unpacked; {@code null} for the place that all tests share
     * @param log what PostgreSQL says is appended to it; {@code null} for the log of this program
     */
    public static PostgresServer durable(Path folder, Path programs, Path log) {
        Postmaster.stop(folder);
        try {
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                initialise(folder, programs, log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be set up in " + folder, e);
        }
        return start(durableBuilder(folder, log), programs, folder);
    }

    /** Sets a database up under another name first: what a kill leaves half done is begun anew, not taken for data. */
    private static void initialise(Path folder, Path programs, Path log) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        Postmaster.stop(fresh);
        FileUtils.deleteDirectory(fresh.toFile());
        PostgresPrograms.makeDataFolder(fresh);
        start(durableBuilder(fresh, log), programs, fresh).close();
        Files.deleteIfExists(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedPostgres.Builder durableBuilder(Path folder, Path log) {
        EmbeddedPostgres.Builder builder =
                lasting(EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false));
        if (log != null) {
            ProcessBuilder.Redirect redirect = ProcessBuilder.Redirect.appendTo(log.toFile());
            builder.setOutputRedirector(redirect).setErrorRedirector(redirect);
        }
        return builder;
    }

    private static EmbeddedPostgres.Builder lasting(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "128MB");
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder, Path programs, Path kept) {
        builder.setPGStartupWait(START_TIMEOUT).setConnectConfig("connectTimeout", "10");
        try {
            return new PostgresServer(PostgresPrograms.in(programs).start(builder), kept);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    public int port() {
        return postgres.getPort();
    }

    /** The address for JDBC of a database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The address in libpq's form, as {@code psql} and the reactive client take it. */
    public String libpqUrl(String database) {
        return "postgresql://" + USER + "@127.0.0.1:" + port() + "/" + database;
    }

    /** Makes a database unless it is there. */
    public void createDatabase(String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'");
            if (!found.next()) {
                statement.execute("CREATE DATABASE \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
    }

    /** Makes an empty database and returns its name. */
    public String freshDatabase() {
        String name = "kith_" + UUID.randomUUID().toString().replace("-", "");
        createDatabase(name);
        return name;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, "");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
        if (kept != null) {
            Postmaster.stop(kept);
        }
    }
}
