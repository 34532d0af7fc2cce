package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.launcher.KithClient;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.PostgresServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's file system starts and serves, with what the image sets and what it asks for, on tables of a newer version and with
 * no more rights to Kafka than the production overlay gives.
 */
class ContainerTest {

    private static final String KEY = "image-admin-key";
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration TRACE_LIMIT = Duration.ofSeconds(120);
    private static final Duration REWRITE_LIMIT = Duration.ofSeconds(180);
    private static final String AUTHORITY = "/opt/kafka-ca/ca.crt";
    /** No compression, and a length of nothing. */
    private static final int EMPTY_MESSAGE = 5;

    private static final ImageDefinition IMAGE = ImageDefinition.read("deploy/container/Containerfile");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static final List<String> TRACES = new CopyOnWriteArrayList<>();
    private static PostgresServer postgres;
    private static ProductionKafka kafka;
    private static Vertx vertx;
    private static ImageRun run;
    private static String url;
    private static KithClient client;

    @BeforeAll
    static void startTheImage() throws Exception {
        assumeTrue(
                IMAGE.copies().values().stream().allMatch(Files::exists),
                "the service is not packaged: this test runs in mvn verify");
        postgres = PostgresServer.temporary();
        kafka = ProductionKafka.start(folder);
        vertx = Vertx.vertx();
        String database = postgres.freshDatabase();
        makeTablesOfANewerVersion(database);
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        client = new KithClient(URI.create(url + "/"), KEY);
        Map<String, String> environment = new HashMap<>(kafka.environment(AUTHORITY));
        environment.putAll(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "postgresql://127.0.0.1:" + postgres.port() + "/" + database),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database)),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", "postgres"),
                Map.entry("KITH_CREDENTIALS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("KITH_API_KEY", KEY),
                Map.entry("KITH_LOG_REWRITE_TICK", "1s"),
                Map.entry("KITH_IMPORT_PATIENCE", "PT2M"),
                Map.entry("QUARKUS_OTEL_SDK_DISABLED", "false"),
                Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + startCollector()),
                Map.entry("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "0.2S")));
        run = ImageRun.start(IMAGE, Map.of(AUTHORITY, kafka.authority()), environment);
        await().atMost(START_LIMIT)
                .untilAsserted(() -> assertThat(status("/q/health/ready"))
                        .as(run.output() + run.errors())
                        .isEqualTo(200));
    }

    /** Takes traces over gRPC, which is what an exporter speaks that is told nothing but an address. */
    private static int startCollector() throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    TRACES.add(body.toString(StandardCharsets.ISO_8859_1));
                    request.response()
                            .putHeader("content-type", "application/grpc")
                            .putTrailer("grpc-status", "0")
                            .end(Buffer.buffer(new byte[EMPTY_MESSAGE]));
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
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
        if (vertx != null) {
            vertx.close();
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
        String output = run.output();
        // Its last line may be written at this moment.
        String written = output.substring(0, output.lastIndexOf('\n') + 1);
        assertThat(written.lines().filter(line -> !line.isBlank()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                new ObjectMapper().readTree(line).at("/message").isTextual())
                        .as(line)
                        .isTrue());
    }

    @Test
    void tracesWhatAFileBringsFromTheLogToTheRows() {
        importCard("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Traced Person\r\nEND:VCARD\r\n");

        // They come in parcels, and not all at once.
        await().atMost(TRACE_LIMIT)
                .untilAsserted(() -> assertThat(TRACES)
                        .anyMatch(trace -> trace.contains("apply"))
                        .anyMatch(trace -> trace.contains("kith.contacts.v1")));
        assertThat(TRACES).noneMatch(trace -> trace.contains("Traced Person"));
    }

    @Test
    void takesSomebodyOutOfTheLogWithTheRightsItHas() {
        importCard("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:2\r\nFN:Erased Person\r\nEND:VCARD\r\n");
        String contact = client.get("/api/contacts?search=erased").at("/0/id").asText();

        String erasure = client.post("/api/contacts/" + contact + "/erase", JsonNodeFactory.instance.objectNode())
                .path("erasureId")
                .asText();

        await().atMost(REWRITE_LIMIT).untilAsserted(() -> {
            JsonNode state = client.get("/api/erasures/" + erasure);
            assertThat(state.path("logRewrittenAt").isTextual()).as("%s", state).isTrue();
        });
    }

    @Test
    void holdsNoSecret() {
        assertThat(IMAGE.environment().keySet()).noneMatch(name -> name.matches(".*(KEY|PASSWORD|SECRET|TOKEN).*"));
    }

    private static void importCard(String card) {
        assertThat(client.post("/api/import/contacts", "text/vcard", card.getBytes(StandardCharsets.UTF_8))
                        .path("imported")
                        .asInt())
                .isEqualTo(1);
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
