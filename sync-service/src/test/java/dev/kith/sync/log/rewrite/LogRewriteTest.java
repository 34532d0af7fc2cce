package dev.kith.sync.log.rewrite;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static dev.kith.model.CloudEventHeaders.INTERACTION_BATCH;
import static dev.kith.sync.testing.AdminClient.admin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.InteractionCodec;
import dev.kith.model.Phone;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.log.LogRange;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.TopicIds;
import dev.kith.sync.log.Topics;
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import dev.kith.sync.testing.Replays;
import dev.kith.sync.testing.Rows;
import dev.kith.sync.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log after somebody was erased, with everything wired as it is in production. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class LogRewriteTest {

    private static final Duration WAIT = Duration.ofSeconds(120);
    private static final AtomicLong FENCE = new AtomicLong(1_000);

    private static MacLog log;

    private final String machine = "mac-" + UUID.randomUUID();
    private final String store = machine + "." + UUID.randomUUID();
    private final String number = "+1647" + (2_000_000 + Math.floorMod(machine.hashCode(), 7_000_000));
    private final String others = "+1514" + (2_000_000 + Math.floorMod(machine.hashCode(), 7_000_000));

    @Inject
    Pool pool;

    @Inject
    TopicIds topicIds;

    @Inject
    RewriteStore rewrites;

    @Inject
    ErasedPeople erased;

    @BeforeAll
    static void open() {
        log = new MacLog();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @AfterEach
    void forgetDeadLetters() {
        pool.query("DELETE FROM contacts_dead_letters").execute().await().atMost(WAIT);
    }

    @Test
    void holdsNothingOfThePersonAndTheLatestOfEverybodyElse() {
        String erased = "Zuleika" + machine;
        RecordMetadata first = contacts(person("z", erased, number), person("n", "Noaks", others));
        contacts(person("n", "Noakes", others));
        RecordMetadata messages = messages(true, message("1", number), message("2", others));
        RecordMetadata broken =
                log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{" + erased + " " + number).getBytes(UTF_8));
        RecordMetadata unreadable = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{of " + machine).getBytes(UTF_8));
        RecordMetadata buried = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{too " + number).getBytes(UTF_8));
        awaitApplied(buried);
        awaitApplied(messages);

        String erasure = erase(id("Zuleika%"));
        awaitRewritten(erasure);

        assertThat(values(first)).noneMatch(value -> value.contains(number) || value.contains(erased));
        assertThat(values(messages)).noneMatch(value -> value.contains(number));
        assertThat(deadLetters()).noneMatch(value -> value.contains(number)).contains("{of " + machine);
        assertThat(values(first))
                .filteredOn(value -> value.contains(machine) && value.contains("Noak"))
                .hasSize(1)
                .allMatch(value -> value.contains("Noakes"));
        assertThat(values(messages)).filteredOn(value -> value.contains(others)).hasSize(1);
        assertThat(values(first)).contains("{of " + machine);
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT log_offset FROM contacts_dead_letters WHERE log_topic = $1 AND log_partition = $2 AND log_offset <= $3",
                                first.topic(),
                                first.partition(),
                                buried.offset()))
                .isEmpty();
        assertThat(outcomeOfTheLetterThatStayed(first, unreadable, broken)).isEqualTo("unreadable");
        awaitApplied(first.topic(), first.partition(), end(first));
        assertThat(new Rows(pool).texts("SELECT first_name FROM contacts WHERE last_name = $1", machine))
                .containsExactly("Noakes");
        assertThat(new Rows(pool).texts("SELECT log_offset FROM contacts_source_links WHERE account_id = $1", store))
                .containsExactly(String.valueOf(first.offset() + 1));
        assertThat(replay()).isEqualTo(Map.of("created", 0, "updated", 0));
    }

    @Test
    void holdsWhatIsTrueOfSomebodyAndNotWhatAnOvertakenSenderWroteBehindIt() {
        contacts(person("z", "Zuleika", number), person("n", "Noakes", others));
        RecordMetadata late = contacts(person("n", "Noaks", others));
        pool.preparedQuery("INSERT INTO contacts_stale_records VALUES ($1, $2, $3)")
                .execute(Tuple.of(late.topic() + "@" + topicIds.refresh(late.topic()), late.partition(), late.offset()))
                .await()
                .atMost(WAIT);
        RecordMetadata last = contacts(person("z", "Zuleika B.", number));

        awaitRewritten(erase(id("Zuleika%")));

        assertThat(values(last))
                .filteredOn(value -> value.contains(machine))
                .hasSize(1)
                .allMatch(value -> value.contains("Noakes"));
    }

    @Test
    void isRewrittenAgainWhenAMacBringsThePersonBack() {
        contacts(person("z", "Zuleika", number), person("n", "Noaks", others));
        RecordMetadata before = messages(true, message("1", number));
        awaitApplied(before);
        await().atMost(WAIT)
                .untilAsserted(
                        () -> assertThat(new Rows(pool).texts("SELECT id FROM contacts WHERE last_name = $1", machine))
                                .hasSize(2));
        awaitRewritten(erase(id("Zuleika%")));

        RecordMetadata again = contacts(person("z", "Zuleika", number));
        RecordMetadata more = messages(true, message("2", number));
        awaitApplied(again);
        awaitApplied(more);

        await().atMost(WAIT).untilAsserted(() -> {
            assertThat(values(again)).noneMatch(value -> value.contains(number));
            assertThat(values(more)).noneMatch(value -> value.contains(number));
        });
        assertThat(new Rows(pool).texts("SELECT first_name FROM contacts WHERE last_name = $1", machine))
                .containsExactly("Noaks");
    }

    @Test
    void writesNothingTwiceWhenItIsInterruptedBeforeItDeletes() {
        awaitNothingToRewrite();
        RecordMetadata sent = messages(false, message("1", number), message("2", others));
        awaitApplied(sent);
        pool.withTransaction(connection -> erased.remember(connection, Set.of("phone:" + number)))
                .await()
                .atMost(WAIT);

        restate(sent);
        restate(sent);

        assertThat(values(sent)).filteredOn(value -> value.contains(others)).hasSize(2);
        assertThat(values(sent)).filteredOn(value -> value.contains(number)).hasSize(1);
    }

    @Test
    void letsADeadLetterFollowARecordThatIsWrittenOnceMoreAgain() {
        awaitNothingToRewrite();
        RecordMetadata letter = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{of " + machine).getBytes(UTF_8));
        RecordMetadata first = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{too " + number).getBytes(UTF_8));
        awaitApplied(first);
        pool.withTransaction(connection -> erased.remember(connection, Set.of("phone:" + number)))
                .await()
                .atMost(WAIT);
        restate(first);
        // Whoever was erased stands behind what was written once more, too, before anything is deleted.
        RecordMetadata again = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, ("{too " + number).getBytes(UTF_8));
        awaitApplied(again);

        restate(again, PartitionRewrite::moveLetters);

        assertThat(new Rows(pool).texts("""
                        SELECT reason FROM contacts_dead_letters
                        WHERE log_topic = $1 AND log_partition = $2 AND log_offset > $3
                        """, letter.topic(), letter.partition(), again.offset()))
                .containsExactly("unreadable");
    }

    /** Nobody else works on the partition. */
    private void awaitNothingToRewrite() {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(new Rows(pool).texts("""
                                SELECT 1 FROM contacts_erasures WHERE log_rewritten_at IS NULL
                                UNION ALL SELECT 1 FROM contacts_log_sightings
                                """)).isEmpty());
    }

    private void restate(RecordMetadata record) {
        restate(record, restated -> {});
    }

    private void restate(RecordMetadata record, Consumer<PartitionRewrite> afterwards) {
        Map<String, Object> broker = Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        try (LogReader reader = reader();
                var producer = LogRewriter.producer(broker)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            var rewrite = new PartitionRewrite(partition, rewrites, reader, producer, () -> true);
            assertThat(rewrite.restate()).hasValue(record.offset() + 1);
            afterwards.accept(rewrite);
        }
    }

    private RecordMetadata contacts(CanonicalContact... people) {
        long fence = FENCE.incrementAndGet();
        ContactBatch batch = Batches.contacts(
                "macos",
                store,
                new RunPosition(UUID.randomUUID(), SyncMode.INCREMENTAL, fence, fence, 1, 1, 1, true),
                List.of(people));
        RecordMetadata sent = log.send(MacLog.CONTACTS, key(), CONTACT_BATCH, BatchCodec.write(batch));
        awaitApplied(sent);
        return sent;
    }

    private RecordMetadata messages(boolean makeContacts, Interaction... sent) {
        long fence = FENCE.incrementAndGet();
        InteractionBatch batch = new InteractionBatch(
                "macos",
                store,
                InteractionBatch.MESSAGES,
                UUID.randomUUID(),
                new RunPosition(UUID.randomUUID(), SyncMode.INCREMENTAL, fence, fence, 1, 1, 1, true),
                Instant.EPOCH,
                InteractionBatch.IMPORT_IOS,
                makeContacts,
                List.of(),
                List.of(sent));
        return log.send(MacLog.INTERACTIONS, key(), INTERACTION_BATCH, InteractionCodec.write(batch));
    }

    private Interaction message(String guid, String handle) {
        return MacLog.message(machine + guid, handle);
    }

    private CanonicalContact person(String id, String name, String phone) {
        return CanonicalContact.builder(id + machine)
                .displayName(name + " " + machine)
                .firstName(name)
                .lastName(machine)
                .phones(List.of(new Phone(phone, null, true, phone)))
                .build();
    }

    private String key() {
        return "macos/" + store;
    }

    private String id(String firstName) {
        return new Rows(pool)
                .texts("SELECT id FROM contacts WHERE last_name = $1 AND first_name LIKE $2", machine, firstName)
                .get(0);
    }

    private static String erase(String contact) {
        Response erased = admin().post("/api/contacts/" + contact + "/erase");
        assertThat(erased.statusCode()).isEqualTo(200);
        return erased.path("data.erasureId");
    }

    private static void awaitRewritten(String erasure) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(
                                admin().get("/api/erasures/" + erasure).<String>path("data.logRewrittenAt"))
                        .as(() -> admin().get("/api/erasures/" + erasure).asString())
                        .isNotNull());
    }

    private String outcomeOfTheLetterThatStayed(
            RecordMetadata partition, RecordMetadata unreadable, RecordMetadata from) {
        List<String> letters = new Rows(pool)
                .texts(
                        "SELECT id FROM contacts_dead_letters WHERE log_topic = $1 AND log_partition = $2 AND created_at >= $3 ORDER BY log_offset DESC",
                        partition.topic(),
                        partition.partition(),
                        Instant.ofEpochMilli(from.timestamp()).atOffset(ZoneOffset.UTC));
        assertThat(letters).as("of offset " + unreadable.offset()).hasSize(1);
        return admin().post("/api/dead-letters/" + letters.get(0) + "/redrive").path("data.outcome");
    }

    /** What a replay of the Mac's store would change. */
    private Map<String, Integer> replay() {
        Replays.awaitNone(pool);
        Response asked = admin().body("{\"provider\": \"macos\", \"accountId\": \"" + store + "\"}")
                .post("/api/replay");
        String id = asked.path("data.replayId");
        await().atMost(WAIT)
                .until(() ->
                        "SUCCEEDED".equals(admin().get("/api/replays/" + id).path("data.state")));
        Response done = admin().get("/api/replays/" + id);
        return Map.of("created", done.path("data.report.created"), "updated", done.path("data.report.updated"));
    }

    private List<String> values(RecordMetadata record) {
        return values(new TopicPartition(record.topic(), record.partition()));
    }

    private List<String> deadLetters() {
        try (LogReader reader = reader()) {
            return reader.partitions(List.of(Topics.DEAD_LETTERS)).stream()
                    .flatMap(partition -> values(reader, partition).stream())
                    .toList();
        }
    }

    private List<String> values(TopicPartition partition) {
        try (LogReader reader = reader()) {
            return values(reader, partition);
        }
    }

    private static List<String> values(LogReader reader, TopicPartition partition) {
        LogRange range = reader.range(partition);
        return reader.read(range, range.first(), range.next()).stream()
                .map(record -> record.value() == null ? "" : new String(record.value(), UTF_8))
                .toList();
    }

    private long end(RecordMetadata record) {
        try (LogReader reader = reader()) {
            return reader.range(new TopicPartition(record.topic(), record.partition()))
                    .next();
        }
    }

    private LogReader reader() {
        return LogReader.open(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()), topicIds);
    }

    private void awaitApplied(RecordMetadata record) {
        awaitApplied(record.topic(), record.partition(), record.offset() + 1);
    }

    private void awaitApplied(String topic, int partition, long next) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(new Rows(pool)
                                .texts(
                                        "SELECT 1 FROM contacts_log_offsets WHERE topic = $1 AND partition = $2 AND next_offset >= $3",
                                        topic,
                                        partition,
                                        next))
                        .hasSize(1));
    }
}
