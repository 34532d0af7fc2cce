package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.KithServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runbook promises after a loss: the database as it was some time ago, or no log any more. */
class RecoveryTest {

    private static final Duration WAIT = Duration.ofSeconds(120);
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:+UseSerialGC");

    @TempDir
    Path folder;

    private KithServers servers;
    private KithInstance kith;

    @BeforeEach
    void start() {
        Packaged.require();
        servers = KithServers.start(folder.resolve("servers"));
        launch();
        StandInControl google = servers.google().control();
        google.createAccount("home", "home@example.com", "refresh-home", Set.of(StandInControl.CONTACTS_SCOPE));
        put(1, 20, "Engineer");
        post("/api/accounts", object("provider", "google", "accountId", "home", "refreshToken", "refresh-home"));
        awaitTitles(20, "Engineer");
        // A backup of an unfinished run would be followed by that run's rest.
        sync("incremental");
    }

    @AfterEach
    void stop() {
        if (kith != null) {
            kith.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void catchesUpFromTheLogWithADatabaseRestoredFromABackup() {
        kith.close();
        servers.backUp();
        launch();
        put(1, 10, "Painter");
        put(21, 25, "Baker");
        sync("incremental");
        String card =
                "BEGIN:VCARD\nVERSION:3.0\nFN:Iris Imported\nN:Imported;Iris;;;\nEMAIL:iris@example.com\nEND:VCARD\n";
        kith.client().post("/api/import/contacts", "text/vcard", card.getBytes(StandardCharsets.UTF_8));
        sendFromAMac("Mona", "Macintosh");
        awaitContacts(27);
        kith.close();

        servers.restore();
        assertThat(servers.number("SELECT count(*) FROM contacts")).isEqualTo(20);
        launch();
        // Nobody has to ask for what Macs sent since.
        await().atMost(WAIT)
                .untilAsserted(
                        () -> assertThat(servers.texts("SELECT name FROM contacts WHERE last_name = 'Macintosh'"))
                                .containsExactly("Mona Macintosh"));
        post("/api/import/contacts", "text/vcard", "BEGIN:VCARD\nVERSION:3.0\nFN:Jon Later\nEND:VCARD\n");
        JsonNode replay = post("/api/replay", object().put("dryRun", false));
        await().atMost(WAIT)
                .until(() -> kith.client()
                        .get("/api/replays/" + replay.path("replayId").asText())
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"));

        assertThat(titles("Painter")).isEqualTo(10);
        assertThat(titles("Baker")).isEqualTo(5);
        assertThat(servers.texts("SELECT name FROM contacts WHERE first_name = 'Iris'"))
                .containsExactly("Iris Imported");
        sync("incremental");
        assertThat(servers.number("SELECT count(*) FROM contacts")).isEqualTo(28);
        assertThat(servers.number(
                        "SELECT count(*) FROM (SELECT 1 FROM contacts GROUP BY name HAVING count(*) > 1) twice"))
                .isZero();
    }

    @Test
    void goesOnWithAnEmptyLogWhereTheLogIsLost() {
        kith.close();
        servers.loseLog();
        launch();
        put(1, 10, "Painter");
        put(21, 25, "Baker");

        sync("incremental");

        assertThat(titles("Painter")).isEqualTo(10);
        assertThat(titles("Baker")).isEqualTo(5);
        assertThat(servers.number("SELECT count(*) FROM contacts")).isEqualTo(25);
        assertThat(servers.number("SELECT count(*) FROM activity_feed WHERE type = 'contact_synced'"))
                .isEqualTo(25);
        assertThat(servers.number("SELECT count(*) FROM contacts_source_links WHERE deleted_at IS NOT NULL"))
                .isZero();
    }

    private void launch() {
        kith = new KithInstance(Packaged.SERVICE, folder.resolve("kith"), JAVA, servers.environment()).start();
    }

    private void put(int from, int to, String title) {
        for (int i = from; i <= to; i++) {
            ObjectNode person = object();
            person.putArray("names")
                    .addObject()
                    .put("givenName", "Person")
                    .put("familyName", "Number" + (char) ('A' + i));
            person.putArray("organizations").addObject().put("name", "Works").put("title", title);
            servers.google().control().putContact("home", Integer.toHexString(0x100 + i), person);
        }
    }

    private void sendFromAMac(String first, String last) {
        String account = "mac-1.store";
        CanonicalContact contact = CanonicalContact.builder("1:ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        ContactBatch batch = MacBatches.contacts(account, MacBatches.onlyPage(1), List.of(contact));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThat(producer.send(MacBatches.record(
                            MacBatches.CONTACTS,
                            "macos/" + account,
                            CloudEventHeaders.CONTACT_BATCH,
                            BatchCodec.write(batch))))
                    .succeedsWithin(WAIT);
        }
    }

    private void awaitContacts(long number) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(servers.number("SELECT count(*) FROM contacts"))
                        .isEqualTo(number));
    }

    private void sync(String mode) {
        JsonNode run = kith.client()
                .post("/api/sync/now?wait=PT60S", object("provider", "google", "accountId", "home", "mode", mode))
                .at("/runs/0");
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
    }

    private void awaitTitles(long number, String title) {
        await().atMost(WAIT).untilAsserted(() -> assertThat(titles(title)).isEqualTo(number));
    }

    private long titles(String title) {
        return servers.number("SELECT count(*) FROM contacts WHERE job_title = '" + title + "'");
    }

    private JsonNode post(String path, ObjectNode body) {
        return kith.client().post(path, body);
    }

    private void post(String path, String type, String body) {
        kith.client().post(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object(String... fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object;
    }
}
