package dev.kith.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    private static final String CONTACTS = "kith.contacts.v1";

    @TempDir
    Path folder;

    @Test
    void keepsItsTopicsAndTheirIdsAcrossARestart() throws Exception {
        TopicDescription before;
        try (KafkaServer server = KafkaServer.start(folder.resolve("data"));
                Admin admin = admin(server)) {
            before = describe(admin);
            assertThat(before.partitions()).hasSize(12);
            assertThat(admin.listTopics().names().get())
                    .contains(CONTACTS, "kith.mac.contacts.v1", "kith.interactions.v1", "kith.dead-letters.v1");
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, CONTACTS);
            var configuration = admin.describeConfigs(Set.of(topic)).all().get().get(topic);
            assertThat(configuration.get("retention.ms").value()).isEqualTo("-1");
            assertThat(configuration.get("cleanup.policy").value()).isEqualTo("delete");
        }
        try (KafkaServer server = KafkaServer.start(folder.resolve("data"));
                Admin admin = admin(server)) {
            assertThat(describe(admin).topicId()).isEqualTo(before.topicId());
        }
    }

    private static TopicDescription describe(Admin admin) throws Exception {
        return admin.describeTopics(Set.of(CONTACTS)).allTopicNames().get().get(CONTACTS);
    }

    private static Admin admin(KafkaServer server) {
        return Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()));
    }
}
