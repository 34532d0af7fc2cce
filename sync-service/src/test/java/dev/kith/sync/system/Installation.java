package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.launcher.DataFolder;
import dev.kith.sandbox.launcher.ServiceProcess;
import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.LogOfRecords;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.PostgresServer;
import dev.kith.sandbox.system.TcpLine;
import dev.kith.sync.testing.Google;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service as a process of its own, with a database and a log that nobody else uses. */
final class Installation implements AutoCloseable {

    static final String ADMIN_KEY = "system-admin-key";
    static final String CREDENTIALS_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Database database;
    private final KafkaServer kafka;
    private final DataFolder folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> javaOptions = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    private ServiceProcess process;
    private Client client;

    private Installation(Database database) {
        this.database = database;
        this.folder = DataFolder.prepare(temporaryFolder());
        this.kafka = KafkaServer.start(folder.kafka());
        environment.putAll(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + database.reactiveUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", database.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", "unused"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("KITH_API_KEY", ADMIN_KEY),
                Map.entry("KITH_CREDENTIALS_KEY", CREDENTIALS_KEY),
                Map.entry("KITH_GOOGLE_API_URL", Google.standIn().url()),
                Map.entry("KITH_GOOGLE_TOKEN_URL", Google.standIn().url() + "/token"),
                Map.entry("KITH_GOOGLE_AUTH_URL", Google.standIn().url() + "/o/oauth2/v2/auth"),
                Map.entry("KITH_GOOGLE_REVOKE_URL", Google.standIn().url() + "/revoke"),
                Map.entry("KITH_GOOGLE_CLIENT_ID", Google.CLIENT_ID),
                Map.entry("KITH_GOOGLE_CLIENT_SECRET", Google.CLIENT_SECRET),
                Map.entry("KITH_GOOGLE_READS_PER_MINUTE", "100000"),
                Map.entry("KITH_SYNC_LEASE", "PT2S"),
                Map.entry("MP_MESSAGING_INCOMING_CONTACTS_IN_SESSION_TIMEOUT_MS", "2000"),
                Map.entry("MP_MESSAGING_INCOMING_CONTACTS_IN_HEARTBEAT_INTERVAL_MS", "500")));
    }

    static Installation on(PostgresServer postgres) {
        return new Installation(Database.create(postgres));
    }

    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installation java(String... options) {
        javaOptions.addAll(List.of(options));
        return this;
    }

    /** Starts the process and returns once it serves. */
    Installation start() {
        launch();
        await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(process.isAlive())
                    .as("the service lives; its log: %s", logTail())
                    .isTrue();
            return client.isReady();
        });
        return this;
    }

    /** Starts the process and returns at once. */
    Installation launch() {
        int port = Ports.free();
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        client = new Client(URI.create("http://127.0.0.1:" + port), ADMIN_KEY);
        try {
            process = ServiceProcess.start(command(), Path.of("").toAbsolutePath(), environment, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private List<String> command() {
        assertThat(JAR).as("the packaged service").isRegularFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    void kill() {
        process.kill();
    }

    void stop() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServiceProcess process() {
        return process;
    }

    Client client() {
        return client;
    }

    Database database() {
        return database;
    }

    /** Lets the service reach its database over a line of ours, for its work and its migrations alike. */
    Installation over(TcpLine line) {
        String url = "postgresql://127.0.0.1:" + line.port() + "/" + database.name();
        return with("QUARKUS_DATASOURCE_REACTIVE_URL", url).with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url);
    }

    KafkaServer kafka() {
        return kafka;
    }

    LogOfRecords records() {
        return new LogOfRecords(kafka.bootstrapServers());
    }

    DataFolder folder() {
        return folder;
    }

    /** All that the service wrote to its log since its first start. */
    String log() {
        try {
            return Files.exists(folder.serviceLog()) ? Files.readString(folder.serviceLog()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logTail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("kith-installation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
        kafka.close();
        database.drop();
        deleteFolder();
    }

    private void deleteFolder() {
        try (var files = Files.walk(folder.root())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
