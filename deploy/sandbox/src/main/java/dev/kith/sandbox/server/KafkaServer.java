package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker on the loopback interface, inside this JVM: broker and controller in one. */
public final class KafkaServer implements AutoCloseable {

    private static final int NODE = 1;
    private static final int PARTITIONS = 12;
    private static final long TIMEOUT_SECONDS = 60;
    static final List<String> TOPICS =
            List.of("kith.contacts.v1", "kith.mac.contacts.v1", "kith.interactions.v1", "kith.dead-letters.v1");

    /**
     * Another door of the broker, for clients that have to show who they are.
     *
     * @param name in capitals
     * @param protocol as Kafka calls it, such as {@code SASL_SSL}
     * @param settings more properties of the broker
     */
    public record Listener(String name, String protocol, int port, Map<String, String> settings) {}

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private KafkaServer(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a broker on a data folder, formatting it the first time, and makes Kith's topics. */
    public static KafkaServer start(Path folder) {
        int port = Ports.free();
        return start(folder, port, port);
    }

    /**
     * The same on a certain port.
     *
     * @param advertisedPort where clients are told to find it: that of a line between them and the broker
     */
    public static KafkaServer start(Path folder, int brokerPort, int advertisedPort) {
        return start(folder, brokerPort, configuration(folder, brokerPort, advertisedPort, Ports.free()));
    }

    /** The same with one more listener. */
    public static KafkaServer start(Path folder, Listener more) {
        int port = Ports.free();
        Properties configuration = configuration(folder, port, port, Ports.free());
        String address = "," + more.name() + "://127.0.0.1:" + more.port();
        configuration.merge("listeners", address, (one, other) -> one.toString() + other);
        configuration.merge("advertised.listeners", address, (one, other) -> one.toString() + other);
        configuration.merge(
                "listener.security.protocol.map",
                "," + more.name() + ":" + more.protocol(),
                (one, other) -> one.toString() + other);
        configuration.putAll(more.settings());
        return start(folder, port, configuration);
    }

    private static KafkaServer start(Path folder, int brokerPort, Properties properties) {
        KafkaConfig configuration = new KafkaConfig(properties);
        format(folder);
        KafkaServer started =
                new KafkaServer(new KafkaRaftServer(configuration, Time.SYSTEM), "127.0.0.1:" + brokerPort);
        try {
            started.server.startup();
            started.createTopics();
        } catch (RuntimeException e) {
            // Its threads are no daemons: left running they would keep the whole JVM alive.
            started.close();
            throw e;
        }
        return started;
    }

    private static void format(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setDirectories(Set.of(folder.toString()))
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .setUnstableFeatureVersionsEnabled(false)
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's folder " + folder + " could not be prepared", e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder " + folder + " could not be prepared", e);
        }
    }

    private static Properties configuration(Path folder, int brokerPort, int advertisedPort, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners", "BROKER://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + advertisedPort),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("broker.session.timeout.ms", "1500"),
                Map.entry("broker.heartbeat.interval.ms", "300"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152")));
        return properties;
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = TOPICS.stream()
                    .filter(topic -> !present.contains(topic))
                    .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete")))
                    .toList();
            admin.createTopics(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making Kafka's topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka's topics could not be made", e);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
