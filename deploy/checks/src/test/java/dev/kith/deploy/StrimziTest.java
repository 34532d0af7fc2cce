package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Strimzi makes of the production overlay: topics, and users with no more rights than they need. */
class StrimziTest {

    private static final Path OVERLAY = Repository.file("deploy/kubernetes/overlays/production");
    private static final List<String> TOPICS =
            List.of("kith.contacts.v1", "kith.mac.contacts.v1", "kith.interactions.v1", "kith.dead-letters.v1");

    @ParameterizedTest
    @ValueSource(strings = {"topics.yaml", "users.yaml"})
    void strimziStillServesTheVersion(String manifest) {
        assertThat(Manifests.read(OVERLAY.resolve(manifest)))
                .isNotEmpty()
                .allMatch(resource ->
                        resource.getApiVersion().equals(KafkaTopic.RESOURCE_GROUP + "/" + KafkaTopic.VERSIONS.get(0)));
    }

    @Test
    void topicsKeepEverythingInTwelvePartitions() {
        assertThat(Manifests.read(OVERLAY.resolve("topics.yaml")))
                .map(KafkaTopic.class::cast)
                .allSatisfy(topic -> {
                    assertThat(topic.getSpec().getPartitions()).isEqualTo(12);
                    assertThat(topic.getSpec().getConfig())
                            .containsEntry("retention.ms", -1)
                            .containsEntry("cleanup.policy", "delete");
                })
                .extracting(topic -> topic.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(TOPICS);
        assertThat(Repository.read("deploy/kubernetes/overlays/try/topics.yaml"))
                .contains(TOPICS);
        assertThat(Repository.read("deploy/container/compose.yaml")).contains(TOPICS);
    }

    @Test
    void anAgentMayWriteAndDescribeItsTwoTopicsAndDoNothingElse() {
        var rules = KafkaRights.of("mac-agent");

        assertThat(rules)
                .extracting(rule -> ((AclRuleTopicResource) rule.getResource()).getName())
                .containsExactlyInAnyOrder("kith.mac.contacts.v1", "kith.interactions.v1");
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.getOperations())
                        .extracting(Object::toString)
                        .containsExactlyInAnyOrder("WRITE", "DESCRIBE"));
    }

    @Test
    void whatTheServiceTrustsIsWhereItsSecretIsMounted() {
        PodSpec pod = ((Deployment)
                        Manifests.read(OVERLAY.resolve("kafka-tls.yaml")).get(0))
                .getSpec()
                .getTemplate()
                .getSpec();
        Container container = pod.getContainers().get(0);

        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("KAFKA_SSL_TRUSTSTORE_LOCATION"))
                .extracting(EnvVar::getValue)
                .containsExactly(container.getVolumeMounts().get(0).getMountPath() + "/"
                        + pod.getVolumes().get(0).getSecret().getItems().get(0).getPath());
    }

    @Test
    void theServiceMayReadAndWriteItsTopics() {
        assertThat(KafkaRights.of("kith-service").stream()
                        .map(rule -> rule.getResource())
                        .filter(AclRuleTopicResource.class::isInstance)
                        .map(resource -> ((AclRuleTopicResource) resource).getName()))
                .containsExactlyInAnyOrderElementsOf(TOPICS);
    }

    @Test
    void theServiceMayDeleteWhatTheLogHoldsOfPeopleWhoAreErased() {
        assertThat(KafkaRights.of("kith-service"))
                .filteredOn(rule -> rule.getResource() instanceof AclRuleTopicResource)
                .allSatisfy(rule -> assertThat(rule.getOperations())
                        .extracting(Object::toString)
                        .contains("DELETE"));
    }
}
