package dev.kith.sandbox.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A real PostgreSQL on the loopback interface, in a process of its own. */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** A server for one test run: nothing is kept and nothing is made durable. */
    public static PostgresServer temporary() {
        return start(EmbeddedPostgres.builder());
    }

    /** The same, writing as durably as {@link #durable} does and counting every statement it executes. */
    public static PostgresServer counting() {
        return start(durable(EmbeddedPostgres.builder())
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("pg_stat_statements.max", "10000"));
    }

    /** A server that keeps its data in a folder and writes it durably. */
    public static PostgresServer durable(Path folder) {
        StalePostmaster.stop(folder);
        return start(durable(EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false)));
    }

    private static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "128MB");
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder) {
        try {
            return new PostgresServer(builder.setPGStartupWait(START_TIMEOUT)
                    .setConnectConfig("connectTimeout", "10")
                    .start());
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
    }
}
