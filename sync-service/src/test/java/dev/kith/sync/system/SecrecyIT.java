package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.log.Topics;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.Servers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, and however much is logged: nothing of a person and no secret leaves its place. */
class SecrecyIT {

    private static final String CONNECTIONS = "/v1/people/me/connections";
    private static final String ACCOUNT = "wilhelmina-" + UUID.randomUUID();

    /** All of it is in the account, in requests or in the configuration. */
    private static final List<String> SECRETS = List.of(
            ACCOUNT,
            "ya29.",
            Google.CLIENT_SECRET,
            Installation.ADMIN_KEY,
            Installation.CREDENTIALS_KEY,
            "Quillfeather",
            "Zenobia",
            "@private.example",
            "5550177",
            "555-0177",
            "Larkspur Lane",
            "Moonlight Society",
            "a note nobody may read",
            "not-the-right-key");

    private static final String LONGER_THAN_AN_INDEX_ENTRY = new Random(9)
            .ints(8_000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    private final StandInControl google = Google.control();

    @Test
    void neverShowsAPersonOrASecretOutsideOfWhatIsTheirs() {
        fillAccount();
        try (Installation kith = installation().start()) {
            kith.client().connectGoogle(ACCOUNT);
            goThroughTroubleWithGoogle(kith);
            goThroughTroubleWithTheDatabase(kith);
            goThroughBadRecords(kith);
            goThroughBadRequests(kith);
            goOverAQuota(kith);
            google.revoke(ACCOUNT);
            kith.client().sync(ACCOUNT, "full");

            assertThat(kith.log()).contains("DEBUG").contains("Sync failed");
            assertClean("log", kith.log());
            assertClean("metrics", kith.client().get("/q/metrics").body());
            assertClean("health", kith.client().get("/q/health").body());
            for (JsonNode run : kith.client().get("/api/sync/runs").data()) {
                assertClean("run", run.path("error").toString());
            }
            assertClean("dead letters", kith.client().get("/api/dead-letters").body());
            kith.records().all().forEach(entry -> {
                for (Header header : entry.headers()) {
                    assertClean(header.key(), new String(header.value(), StandardCharsets.UTF_8));
                }
            });
        }
    }

    private static Installation installation() {
        return Installation.on(Servers.postgres())
                .java("-XX:TieredStopAtLevel=1")
                .with("QUARKUS_LOG_CATEGORY__DEV_KITH__LEVEL", "DEBUG")
                .with("KITH_GOOGLE_REQUEST_TIMEOUT", "PT3S")
                .with("KITH_SYNC_RETRY_FIRST_DELAY", "PT0.01S")
                .with("KITH_SYNC_RETRY_LONGEST_DELAY", "PT0.05S");
    }

    private void fillAccount() {
        Google.account(ACCOUNT);
        google.putGroup(ACCOUNT, "e1", "Moonlight Society");
        for (int number = 1; number <= 5; number++) {
            google.putContact(ACCOUNT, "e" + number, person(number, "Zenobia"));
        }
        google.putContact(ACCOUNT, "e9", withEmail(9, LONGER_THAN_AN_INDEX_ENTRY + "@private.example"));
        google.putOtherContact(ACCOUNT, "ea", Google.person("Zenobia", "Quillfeather"));
    }

    private static ObjectNode person(int number, String first) {
        ObjectNode person = Google.person(first, "Quillfeather" + number);
        person.putArray("emailAddresses").addObject().put("value", "zq" + number + "@private.example");
        person.putArray("phoneNumbers").addObject().put("value", "(202) 555-0177");
        person.putArray("addresses").addObject().put("streetAddress", number + " Larkspur Lane");
        person.putArray("biographies").addObject().put("value", "a note nobody may read");
        person.putArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", "contactGroups/e1");
        return person;
    }

    private void goThroughTroubleWithGoogle(Installation kith) {
        assertThat(kith.client()
                        .sync(ACCOUNT, "full")
                        .at("/summary/quarantined")
                        .asInt())
                .isEqualTo(1);
        google.switches().retryAfterSeconds = 1;
        for (Fault.Kind kind : EnumSet.complementOf(EnumSet.of(Fault.Kind.LEGACY_QUOTA))) {
            google.putContact(ACCOUNT, "e1", person(1, "Zenobia " + kind));
            google.fault(new Fault(CONNECTIONS, 1, kind));
            kith.client().sync(ACCOUNT, "incremental");
        }
        google.fault(new Fault("/v1/contactGroups", 1, Fault.Kind.HTML_BAD_GATEWAY));
        google.fault(new Fault("/token", 1, Fault.Kind.TRUNCATED));
        google.expireAccessTokens();
        kith.client().sync(ACCOUNT, "full");
        google.expireSyncTokens(ACCOUNT);
        kith.client().sync(ACCOUNT, "incremental");
    }

    /** The account is left alone for a minute, and nobody waits for it. */
    private void goOverAQuota(Installation kith) {
        String account = ACCOUNT + "-over-quota";
        Google.account(account);
        google.putContact(account, "ea1", person(1, "Zenobia"));
        google.fault(new Fault(CONNECTIONS, 1, Fault.Kind.LEGACY_QUOTA));
        kith.client().connectGoogle(account);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> kith.client().get("/api/sync/status").body().contains("Google asks for fewer requests"));
    }

    /** Somebody else's check and trigger, whose messages repeat what they refuse. */
    private void goThroughTroubleWithTheDatabase(Installation kith) {
        kith.database()
                .sql(
                        "ALTER TABLE contact_info ADD CONSTRAINT unwanted CHECK (value <> 'zq2b@private.example')",
                        """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    RAISE EXCEPTION 'refusing %', NEW USING ERRCODE = 'P0001', DETAIL = NEW::text; END $$
                """,
                        """
                CREATE TRIGGER refuse BEFORE INSERT ON contact_info FOR EACH ROW
                WHEN (NEW.value = 'zq3c@private.example') EXECUTE FUNCTION refuse()
                """);
        google.putContact(ACCOUNT, "e2", withEmail(2, "zq2b@private.example"));
        kith.client().sync(ACCOUNT, "incremental");
        google.putContact(ACCOUNT, "e3", withEmail(3, "zq3c@private.example"));
        kith.client().post("/api/sync/now?wait=PT1S", "{\"accountId\":\"" + ACCOUNT + "\"}");
        await().atMost(Duration.ofSeconds(90)).until(() -> kith.log().contains("will be tried again"));
        kith.database().sql("DROP TRIGGER refuse ON contact_info");
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        kith.database().number("SELECT count(*) FROM contact_info WHERE value = 'zq3c@private.example'")
                                == 1);
    }

    private static ObjectNode withEmail(int number, String address) {
        ObjectNode person = person(number, "Zenobia");
        person.putArray("emailAddresses").addObject().put("value", address);
        return person;
    }

    private static void goThroughBadRecords(Installation kith) {
        String key = "google/" + ACCOUNT;
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", kith.kafka().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (String value : List.of(
                    "{\"provider\":\"google\",\"accountId\":\"" + ACCOUNT + "\",\"contacts\":[{\"Zenobia\":",
                    "Zenobia Quillfeather zq1@private.example",
                    "{\"provider\":\"google\",\"accountId\":\"" + ACCOUNT + "\",\"contacts\":\"Zenobia\"}")) {
                ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(
                        Topics.CONTACTS, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
                entry.headers().add("ce_type", "dev.kith.contact-batch.v1".getBytes(StandardCharsets.UTF_8));
                sent.add(producer.send(entry));
            }
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
        }
        await().atMost(Duration.ofSeconds(90))
                .until(() -> kith.client().get("/api/dead-letters").data().size() == 3);
    }

    private static void goThroughBadRequests(Installation kith) {
        kith.client().withKey("not-the-right-key").get("/api/contacts?search=Zenobia");
        kith.client().get("/api/contacts?search=Quillfeather&page=x");
        kith.client().get("/api/contacts/Zenobia");
        kith.client()
                .post("/api/contacts", "{\"firstName\":\"Zenobia\",\"emails\":[{\"value\":\"zq1@private.example\"");
        kith.client().post("/api/contacts", "{\"firstName\":{\"Zenobia\":1}}");
        kith.client().post("/api/contacts", "{\"firstName\":\"Zenobia\\u0000\",\"email\":\"zq1@private.example\"}");
        kith.client().post("/api/accounts", """
                {"provider":"google","accountId":"zq1@private.example","refreshToken":"Zenobia"}
                """);
        kith.client().send("POST", "/api/import/contacts", "text/vcard", BodyPublishers.ofString("""
                BEGIN:VCARD
                VERSION:4.0
                FN:Zenobia Quillfeather
                BDAY:Zenobia
                TEL;TYPE=:5550177
                PHOTO:data:Zenobia
                BEGIN:VCARD
                """));
        kith.client().send("POST", "/api/import/contacts", "application/json", BodyPublishers.ofString("""
                [{"firstName":"Zenobia","emails":[{"value":5550177}]},{"emails":"zq1@private.example"}]
                """));
    }

    private static void assertClean(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text.lines().filter(line -> line.contains(secret)).toList())
                    .as("%s shows %s", where, secret)
                    .isEmpty();
        }
    }
}
