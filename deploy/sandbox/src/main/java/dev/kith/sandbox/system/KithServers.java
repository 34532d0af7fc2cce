package dev.kith.sandbox.system;

import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInOptions;
import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.postgresql.util.PSQLState;

/** The servers that instances of Kith share: a durable PostgreSQL, a broker, and Google's stand-in. */
public final class KithServers implements AutoCloseable {

    private static final String DATABASE = "kith";
    private static final int MOST_DEADLOCKS = 10;

    private final Path folder;
    private final PostgresServer postgres;
    private KafkaServer kafka;
    private final GoogleStandIn google;

    private KithServers(Path folder, PostgresServer postgres, KafkaServer kafka, GoogleStandIn google) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
        this.google = google;
    }

    /** @param folder for everything they keep; it goes when they are closed */
    public static KithServers start(Path folder) {
        PostgresServer postgres = PostgresServer.durable(folder.resolve("postgres"));
        postgres.createDatabase(DATABASE);
        KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"));
        GoogleStandIn google = GoogleStandIn.start(StandInOptions.temporary());
        google.control().switches().readsPerMinute = 1_000_000;
        google.control().switches().groupReadsPerMinute = 1_000_000;
        return new KithServers(folder, postgres, kafka, google);
    }

    /** What an instance has to know of them. */
    public Map<String, String> environment() {
        String url = "postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE;
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", url),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.USER),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("KITH_CREDENTIALS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("KITH_GOOGLE_API_URL", google.url()),
                Map.entry("KITH_GOOGLE_TOKEN_URL", google.url() + "/token"),
                Map.entry("KITH_GOOGLE_AUTH_URL", google.url() + "/o/oauth2/v2/auth"),
                Map.entry("KITH_GOOGLE_REVOKE_URL", google.url() + "/revoke"),
                Map.entry("KITH_GOOGLE_CLIENT_ID", "client"),
                Map.entry("KITH_GOOGLE_CLIENT_SECRET", "secret"),
                Map.entry("KITH_GOOGLE_READS_PER_MINUTE", "1000000"));
    }

    /** Keeps the database as it is now. Nobody may be connected. */
    public void backUp() {
        onServer("CREATE DATABASE backup TEMPLATE " + DATABASE);
    }

    /** Makes the database what it was when it was backed up. Nobody may be connected. */
    public void restore() {
        onServer("DROP DATABASE " + DATABASE, "ALTER DATABASE backup RENAME TO " + DATABASE);
    }

    /** Goes on with a new, empty log; instances have to be told where it is. */
    public void loseLog() {
        kafka.close();
        FileUtils.deleteQuietly(folder.resolve("kafka").toFile());
        kafka = KafkaServer.start(folder.resolve("kafka"));
    }

    private void onServer(String... statements) {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database server refuses a statement", e);
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public GoogleStandIn google() {
        return google;
    }

    public Path folder() {
        return folder;
    }

    public Connection connect() {
        try {
            return postgres.connect(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    /** Each statement is a transaction. One that has to give way to what instances do meanwhile is tried again. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                execute(statement, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses a statement", e);
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        for (int deadlocks = 0; ; deadlocks++) {
            try {
                statement.execute(sql);
                return;
            } catch (SQLException e) {
                if (!PSQLState.DEADLOCK_DETECTED.getState().equals(e.getSQLState()) || deadlocks == MOST_DEADLOCKS) {
                    throw e;
                }
            }
        }
    }

    /** The first column of every row. */
    public List<String> texts(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses a query", e);
        }
    }

    public long number(String query) {
        return Long.parseLong(texts(query).get(0));
    }

    @Override
    public void close() {
        google.close();
        kafka.close();
        postgres.close();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
