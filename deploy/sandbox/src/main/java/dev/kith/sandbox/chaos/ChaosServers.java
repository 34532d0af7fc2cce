package dev.kith.sandbox.chaos;

import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInOptions;
import dev.kith.sandbox.google.Switches;
import dev.kith.sandbox.server.Ports;
import dev.kith.sandbox.server.PostgresServer;
import dev.kith.sandbox.server.Signals;
import dev.kith.sandbox.system.BrokerProcess;
import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.TcpLine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Two instances, and servers that can be stopped and started behind lines that can be cut and slowed. */
final class ChaosServers implements AutoCloseable {

    static final String CREDENTIALS_KEY = "Y2hhb3MtY2hhb3MtY2hhb3MtY2hhb3MtY2hhb3MtMDE=";
    static final String CLIENT_SECRET = "chaos-client-secret";
    static final Duration LEASE = Duration.ofSeconds(4);

    private static final String DATABASE = "kith";
    /** An account of some dozens has several pages, between which things can break. */
    private static final int PAGE = 7;

    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Path folder;
    private boolean stays = true;
    private final TcpLine postgresLine = new TcpLine(0);
    private final TcpLine kafkaLine = new TcpLine(0);
    private final GoogleStandIn google;
    private final CardDavStandIn dav = CardDavStandIn.start();
    private final List<KithInstance> instances;
    private final Accounts accounts;
    private volatile PostgresServer postgres;
    private BrokerProcess kafka;

    ChaosServers(Path folder, Path serviceJar, int count) {
        this.folder = folder;
        startPostgres();
        startKafka();
        google = startGoogle();
        Map<String, String> environment = environment();
        instances = IntStream.range(0, count)
                .mapToObj(i -> new KithInstance(serviceJar, folder.resolve("service-" + i), JAVA_OPTIONS, environment))
                .toList();
        accounts = new Accounts(google.control(), dav, instances.get(0));
    }

    static GoogleStandIn startGoogle() {
        GoogleStandIn google = GoogleStandIn.start(StandInOptions.temporary());
        Switches switches = google.control().switches();
        switches.readsPerMinute = 1_000_000;
        switches.groupReadsPerMinute = 1_000_000;
        switches.maximumPageSize = PAGE;
        return google;
    }

    private Map<String, String> environment() {
        String url = "postgresql://127.0.0.1:" + postgresLine.port() + "/" + DATABASE;
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", url),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.USER),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafkaAddress()),
                Map.entry("KITH_CREDENTIALS_KEY", CREDENTIALS_KEY),
                Map.entry("KITH_CARDDAV_ALLOW_PRIVATE", "true"),
                Map.entry("KITH_GOOGLE_API_URL", google.url()),
                Map.entry("KITH_GOOGLE_TOKEN_URL", google.url() + "/token"),
                Map.entry("KITH_GOOGLE_AUTH_URL", google.url() + "/o/oauth2/v2/auth"),
                Map.entry("KITH_GOOGLE_REVOKE_URL", google.url() + "/revoke"),
                Map.entry("KITH_GOOGLE_CLIENT_ID", "chaos-client"),
                Map.entry("KITH_GOOGLE_CLIENT_SECRET", CLIENT_SECRET),
                Map.entry("KITH_GOOGLE_READS_PER_MINUTE", "1000000"),
                Map.entry("KITH_SYNC_LEASE", LEASE.toString()),
                Map.entry("KITH_SYNC_INTERVAL", "PT2S")));
        for (String channel : List.of("CONTACTS_IN", "MAC_CONTACTS_IN", "INTERACTIONS_IN")) {
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_SESSION_TIMEOUT_MS", "6000");
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_HEARTBEAT_INTERVAL_MS", "1500");
        }
        return environment;
    }

    String kafkaAddress() {
        return "127.0.0.1:" + kafkaLine.port();
    }

    GoogleStandIn google() {
        return google;
    }

    CardDavStandIn dav() {
        return dav;
    }

    Accounts accounts() {
        return accounts;
    }

    List<KithInstance> instances() {
        return instances;
    }

    TcpLine postgresLine() {
        return postgresLine;
    }

    TcpLine kafkaLine() {
        return kafkaLine;
    }

    BrokerProcess kafka() {
        return kafka;
    }

    void startPostgres() {
        postgres = PostgresServer.durable(folder.resolve("postgres"), null, postgresLog());
        postgres.createDatabase(DATABASE);
        postgresLine.leadTo(postgres.port());
    }

    void stopPostgres() {
        postgres.close();
        postgresLine.dropConnections();
    }

    /** One of its processes is killed, as Linux does that runs out of memory: all of it recovers from its log. */
    void crashPostgres() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            var backend = statement.executeQuery("SELECT pg_backend_pid()");
            backend.next();
            Signals.send("KILL", backend.getLong(1));
        } catch (SQLException | IllegalStateException e) {
            // It is away already.
            return;
        }
    }

    void startKafka() {
        int port = Ports.free();
        kafkaLine.leadTo(port);
        kafka = BrokerProcess.start(folder.resolve("kafka"), kafkaLog(), port, kafkaLine.port());
    }

    void stopKafka() {
        kafka.close();
        kafkaLine.dropConnections();
    }

    /** What PostgreSQL, Kafka and every process of the service said. */
    List<Path> logs() {
        return Stream.concat(
                        Stream.of(postgresLog(), kafkaLog()),
                        instances.stream().flatMap(instance -> instance.logs().stream()))
                .toList();
    }

    private Path postgresLog() {
        return folder.resolve("postgres.log");
    }

    private Path kafkaLog() {
        return folder.resolve("kafka.log");
    }

    /** Past the line, for whoever must see what is there. */
    Connection connect() {
        try {
            return postgres.connect(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    /** Has the folder go when they are closed; until then it stays, whatever ends them. */
    void discard() {
        stays = false;
    }

    @Override
    public void close() {
        instances.forEach(KithInstance::close);
        google.close();
        dav.close();
        kafka.close();
        postgres.close();
        kafkaLine.close();
        postgresLine.close();
        if (!stays) {
            FileUtils.deleteQuietly(folder.toFile());
        }
    }
}
