package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's file system starts and serves, with what the image sets and what it asks for, on tables of a newer version. */
class ContainerTest {

    private static final String KEY = "image-admin-key";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final ImageDefinition IMAGE = ImageDefinition.read("deploy/container/Containerfile");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static final List<String> TRACES = new CopyOnWriteArrayList<>();
    private static PostgresServer postgres;
    private static KafkaServer kafka;
    private static HttpServer collector;
    private static ImageRun run;
    private static String url;

    @BeforeAll
    static void startTheImage() throws Exception {
        assumeTrue(
                IMAGE.copies().values().stream().allMatch(Files::exists),
                "the service is not packaged: this test runs in mvn verify");
        postgres = PostgresServer.temporary();
        kafka = KafkaServer.start(folder.resolve("kafka"));
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            TRACES.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String database = postgres.freshDatabase();
        makeTablesOfANewerVersion(database);
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        run = ImageRun.start(
                IMAGE,
                Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                        Map.entry(
                                "QUARKUS_DATASOURCE_REACTIVE_URL",
                                "postgresql://127.0.0.1:" + postgres.port() + "/" + database),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database)),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", "postgres"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                        Map.entry("KITH_CREDENTIALS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                        Map.entry("KITH_API_KEY", KEY),
                        Map.entry("QUARKUS_OTEL_SDK_DISABLED", "false"),
                        Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                        Map.entry(
                                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                "http://127.0.0.1:" + collector.getAddress().getPort()),
                        Map.entry("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "0.2S")));
        await().atMost(START_LIMIT)
                .untilAsserted(() -> assertThat(status("/q/health/ready"))
                        .as(run.output() + run.errors())
                        .isEqualTo(200));
    }

    /** What a later release leaves behind when somebody goes back to this one. */
    private static void makeTablesOfANewerVersion(String database) throws SQLException {
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(database), "postgres", "postgres")
                .locations("filesystem:" + Repository.file("sync-service/src/main/resources/db/migration"))
                .table("contacts_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        try (var connection = postgres.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE contacts ADD COLUMN of_a_newer_version INTEGER NOT NULL DEFAULT 0");
            statement.execute("ALTER TABLE contacts_source_links ADD COLUMN of_a_newer_version TEXT");
            statement.execute("""
                    INSERT INTO contacts_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    SELECT max(installed_rank) + 1, '9999', 'newer', 'SQL', 'V9999__newer.sql', 1, 'postgres', 1, true
                    FROM contacts_schema_history
                    """);
        }
    }

    @AfterAll
    static void stopEverything() {
        if (run != null) {
            run.close();
        }
        if (collector != null) {
            collector.stop(0);
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void servesAsANobodyWhoCanWriteNowhereButInTmp() throws Exception {
        assertThat(run.isAlive()).as(run.output() + run.errors()).isTrue();
        assertThat(status("/q/health/ready")).isEqualTo(200);
        assertThat(status("/q/health/live")).isEqualTo(200);
        assertThat(status("/q/health/started")).isEqualTo(200);
        assertThat(IMAGE.user()).matches("[1-9]\\d*:[1-9]\\d*");
    }

    @Test
    void logsLinesOfJson() {
        assertThat(run.output().lines().filter(line -> !line.isBlank()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                new ObjectMapper().readTree(line).at("/message").isTextual())
                        .as(line)
                        .isTrue());
    }

    @Test
    void tracesWhatAFileBringsFromTheLogToTheRows() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/import/contacts"))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "text/vcard")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Traced Person\r\nEND:VCARD\r\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("\"imported\":1");
        await().atMost(Duration.ofSeconds(30)).until(() -> TRACES.stream().anyMatch(trace -> trace.contains("apply")));
        assertThat(TRACES)
                .anyMatch(trace -> trace.contains("kith.contacts.v1"))
                .noneMatch(trace -> trace.contains("Traced Person"));
    }

    @Test
    void holdsNoSecret() {
        assertThat(IMAGE.environment().keySet()).noneMatch(name -> name.matches(".*(KEY|PASSWORD|SECRET|TOKEN).*"));
    }

    private static int status(String path) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
