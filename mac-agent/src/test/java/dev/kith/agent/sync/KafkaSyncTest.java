package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.model.BatchCodec;
import dev.kith.model.InteractionCodec;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.server.KafkaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSyncTest {

    @TempDir
    private static Path broker;

    private static KafkaServer kafka;

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    @BeforeAll
    static void startBroker() {
        kafka = KafkaServer.start(broker);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void writesBatchesWithTheirKeysAndHeadersAndNoText() {
        TestMac.in(mac);
        AgentRunner agent = new AgentRunner(userHome);
        agent.configure(
                "{\"machine_id\": \"m1\", \"kafka\": {\"bootstrap_servers\": \"" + kafka.bootstrapServers() + "\"}}");

        Outcome outcome = agent.run("--home", mac.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Contacts: 3 sent", "Messages: 4 sent", "Calls: 2 sent");
        List<ConsumerRecord<byte[], byte[]>> records = read("m1");
        assertThat(records).hasSize(4).allSatisfy(record -> {
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(record, "ce_source")).matches("/accounts/[0-9a-f-]{36}");
            assertThat(header(record, "content-type")).isEqualTo("application/json");
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain(MessagesDatabase.SECRET);
        });
        assertThat(records)
                .extracting(record -> record.topic() + " " + header(record, "ce_type"))
                .containsOnly(
                        "kith.mac.contacts.v1 dev.kith.contact-batch.v1",
                        "kith.interactions.v1 dev.kith.interaction-batch.v1");
        assertThat(agent.run("--home", mac.toString()).exitCode()).isZero();
        assertThat(read("m1")).hasSize(4);
    }

    @Test
    void losesNothingAndDoublesNothingWhenKilledAgainAndAgain() throws Exception {
        TestMac apple = TestMac.in(mac);
        apple.messages(messages -> messages.database().together(() -> {
            for (int i = 0; i < 40_000; i++) {
                messages.received("k-" + i, TestMac.YESTERDAY, 1, null);
            }
        }));
        AgentRunner agent = new AgentRunner(userHome);
        agent.configure(
                "{\"machine_id\": \"m2\", \"kafka\": {\"bootstrap_servers\": \"" + kafka.bootstrapServers() + "\"}}");
        for (int milliseconds = 900; milliseconds < 2_700; milliseconds += 600) {
            Process process = process();
            if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }

        agent.at(Instant.now());
        assertThat(agent.run("--home", mac.toString(), "--days", "0").exitCode())
                .isZero();

        Map<String, Integer> interactions = new TreeMap<>();
        Set<String> contacts = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : read("m2")) {
            if (record.topic().equals("kith.interactions.v1")) {
                InteractionCodec.read(record.value())
                        .batch()
                        .interactions()
                        .forEach(interaction -> interactions.merge(interaction.externalId(), 1, Integer::sum));
            } else {
                BatchCodec.readContactBatch(record.value())
                        .batch()
                        .contacts()
                        .forEach(contact -> contacts.add(contact.externalId()));
            }
        }
        assertThat(contacts).hasSize(3);
        assertThat(interactions.keySet().stream().filter(id -> id.startsWith("message:k-")))
                .hasSize(40_000);
        assertThat(agent.run("--home", mac.toString(), "--days", "0").out())
                .contains("Contacts: 0 sent", "Messages: 0 sent", "Calls: 0 sent");
    }

    private Process process() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + userHome,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kith.agent.Agent",
                "--home",
                mac.toString(),
                "--days",
                "0"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    @Test
    void saysThatTheBrokerDoesNotAnswerAndSendsItTheNextTime() {
        TestMac.in(mac);
        AgentRunner agent = new AgentRunner(userHome);
        agent.configure("""
                {"machine_id": "m3", "kafka": {"bootstrap_servers": "127.0.0.1:9", "max.block.ms": "500"}}
                """);
        Outcome unanswered = agent.run("--home", mac.toString());
        assertThat(unanswered.exitCode()).isEqualTo(3);
        assertThat(unanswered.err()).contains("the broker does not answer", "kafka.bootstrap_servers");
        assertThat(agent.state()).doesNotExist();

        agent.configure(
                "{\"machine_id\": \"m3\", \"kafka\": {\"bootstrap_servers\": \"" + kafka.bootstrapServers() + "\"}}");
        assertThat(agent.run("--home", mac.toString()).exitCode()).isZero();
        assertThat(read("m3")).hasSize(4);
    }

    @Test
    void refusesPropertiesThatTheClientDoesNotTakeWithoutRepeatingThem() {
        TestMac.in(mac);
        AgentRunner agent = new AgentRunner(userHome);
        agent.configure("{\"kafka\": {\"bootstrap_servers\": \"127.0.0.1:9\", \"max.block.ms\": \"s3cret\"}}");

        Outcome refused = agent.run("--home", mac.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("config show").doesNotContain("s3cret");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** All records of a machine. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String machine) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                // What is read is there: a fetch behind it would only be waited for.
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "fetch.max.wait.ms", 1),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of("kith.mac.contacts.v1", "kith.interactions.v1")) {
                consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).startsWith("macos/" + machine + ".")) {
                        records.add(record);
                    }
                });
            }
        }
        return records;
    }
}
