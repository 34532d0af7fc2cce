package dev.kith.deploy;

import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.server.BrokerCertificate;
import dev.kith.sandbox.server.KafkaServer;
import dev.kith.sandbox.server.Ports;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Kafka as the production overlay expects it: TLS, SCRAM, and for the service the rights of its user's manifest alone. */
final class ProductionKafka implements AutoCloseable {

    private static final Path OVERLAY = Repository.file("deploy/kubernetes/overlays/production");
    private static final String USER = "kith-service";
    private static final String PASSWORD = "service-password";
    private static final int ITERATIONS = 4096;
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final KafkaServer server;
    private final BrokerCertificate certificate;
    private final int port;

    private ProductionKafka(KafkaServer server, BrokerCertificate certificate, int port) {
        this.server = server;
        this.certificate = certificate;
        this.port = port;
    }

    static ProductionKafka start(Path folder) throws InterruptedException, ExecutionException {
        BrokerCertificate certificate = BrokerCertificate.in(folder);
        Map<String, String> settings = new HashMap<>(certificate.settings("clients"));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", MODULE + ";");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        int port = Ports.free();
        KafkaServer server = KafkaServer.start(
                folder.resolve("log"), new KafkaServer.Listener("CLIENTS", "SASL_SSL", port, settings));
        List<AclBinding> rights =
                KafkaRights.of(USER).stream().flatMap(ProductionKafka::bindings).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD)))
                    .all()
                    .get();
            admin.createAcls(rights).all().get();
            // The controller answers first; the broker hears of it a moment later.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get()
                                    .size()
                            == rights.size());
        }
        return new ProductionKafka(server, certificate, port);
    }

    private static Stream<AclBinding> bindings(AclRule rule) {
        ResourcePattern resource = rule.getResource() instanceof AclRuleTopicResource topic
                ? pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType())
                : group((AclRuleGroupResource) rule.getResource());
        return rule.getOperations().stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(
                                "User:" + USER, "*", AclOperation.valueOf(operation.name()), AclPermissionType.ALLOW)));
    }

    private static ResourcePattern group(AclRuleGroupResource group) {
        return pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
    }

    private static ResourcePattern pattern(ResourceType type, String name, AclResourcePatternType pattern) {
        return new ResourcePattern(
                type, name, pattern == AclResourcePatternType.PREFIX ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    /** What the service is to trust. */
    Path authority() {
        return certificate.authority();
    }

    /**
     * What the overlay has the service know of it.
     *
     * @param authority where the service finds what it is to trust
     */
    Map<String, String> environment(String authority) {
        var environment = new HashMap<String, String>();
        Deployment patch =
                (Deployment) Manifests.read(OVERLAY.resolve("kafka-tls.yaml")).get(0);
        for (EnvVar variable :
                patch.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv()) {
            environment.put(variable.getName(), variable.getValue() == null ? secret(variable) : variable.getValue());
        }
        environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", authority);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port);
        return environment;
    }

    /** As Strimzi's user operator writes it. */
    private static String secret(EnvVar variable) {
        var reference = variable.getValueFrom().getSecretKeyRef();
        if (!reference.getKey().equals("sasl.jaas.config")) {
            throw new IllegalArgumentException("Strimzi writes no " + reference.getKey());
        }
        return MODULE + " username=\"" + reference.getName() + "\" password=\"" + PASSWORD + "\";";
    }

    @Override
    public void close() {
        server.close();
    }
}
