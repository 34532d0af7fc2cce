package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.sandbox.server.BrokerCertificate;
import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker as operators run it: TLS, passwords, and no more rights than an agent needs. */
class GuardedBrokerTest {

    @TempDir
    private static Path folder;

    private static KafkaServer kafka;
    private static BrokerCertificate certificate;
    private static int port;

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;

    @BeforeAll
    static void startBroker() throws InterruptedException, ExecutionException {
        certificate = BrokerCertificate.in(folder);
        port = Ports.free();
        kafka = KafkaServer.start(
                folder.resolve("log"), new KafkaServer.Listener("GUARDED", "SASL_SSL", port, settings()));
        grantWhatTheDocumentsAskFor();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(certificate.settings("guarded"));
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                "listener.name.guarded.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " user_agent=\"right\" user_guest=\"welcome\";");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return settings;
    }

    private static void grantWhatTheDocumentsAskFor() throws InterruptedException, ExecutionException {
        List<AclBinding> rights = Stream.of("kith.mac.contacts.v1", "kith.interactions.v1")
                .flatMap(topic -> Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE)
                        .map(operation -> new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                                new AccessControlEntry("User:agent", "*", operation, AclPermissionType.ALLOW))))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createAcls(rights).all().get();
            // The controller answers first; the broker hears of it a moment later.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get()
                                    .size()
                            == rights.size());
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(userHome);
        TestMac.in(mac);
    }

    @Test
    void sendsWithTheRightsThatTheDocumentsNameAndNoOthers() {
        configure("agent", "right", true);

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Contacts: 3 sent", "Messages: 4 sent", "Calls: 2 sent");
    }

    @Test
    void saysThatThePasswordIsWrongAndSendsEverythingOnceItIsRight() {
        configure("agent", "wrong", true);
        assertRefused("the broker refuses the credentials", "kafka.security.protocol and sasl.jaas.config");

        configure("agent", "right", true);
        assertThat(sync().out()).contains("Contacts: 3 sent", "Messages: 4 sent", "Calls: 2 sent");
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() {
        configure("agent", "right", false);

        assertRefused("the broker's TLS certificate does not match", "kafka.ssl.truststore");
    }

    @Test
    void saysThatTheRightToWriteIsMissing() {
        configure("guest", "welcome", true);

        assertRefused("the broker does not allow this client to write", "grant Write on kith.mac.contacts.v1");
    }

    private void assertRefused(String what, String nextStep) {
        Outcome refused = sync();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains(what, nextStep)
                .doesNotContain("wrong", "right", "welcome", BrokerCertificate.PASSWORD);
        assertThat(agent.state()).doesNotExist();
    }

    private Outcome sync() {
        return agent.run("--home", mac.toString());
    }

    private void configure(String user, String password, boolean trusting) {
        agent.configure("""
                {"machine_id": "guarded", "kafka": {
                  "bootstrap_servers": "127.0.0.1:%d", "max.block.ms": "20000",
                  "security.protocol": "SASL_SSL", "sasl.mechanism": "PLAIN",
                  "sasl.jaas.config": "org.apache.kafka.common.security.plain.PlainLoginModule required username=\\"%s\\" password=\\"%s\\";"
                  %s}}
                """.formatted(port, user, password, trusting ? trust() : ""));
    }

    private static String trust() {
        return """
                , "ssl.truststore.location": "%s", "ssl.truststore.password": "%s", "ssl.truststore.type": "PKCS12"
                """.formatted(certificate.keys(), BrokerCertificate.PASSWORD);
    }
}
