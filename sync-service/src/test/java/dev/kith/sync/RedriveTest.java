package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static dev.kith.model.CloudEventHeaders.INTERACTION_BATCH;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionCodec;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that could not be applied when they came, applied from the log later on. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class RedriveTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String CONTACTS = "kith.contacts.v1";

    private static MacLog log;

    private final String account = UUID.randomUUID().toString();
    private final String last = "L" + account.replace("-", "");

    @Inject
    Pool pool;

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
        query("DELETE FROM contacts_dead_letters", Tuple.tuple());
    }

    @Test
    void appliesARecordAtThePositionItHasSoThatAnOlderOneNeverWins() {
        RecordMetadata older = send("Ann");
        RecordMetadata newer = send("Anna");
        awaitPassed(newer);
        connect();

        assertThat(redrive(deadLetter(newer)).<String>path("data.outcome")).isEqualTo("applied");
        assertThat(redrive(deadLetter(older)).<String>path("data.outcome")).isEqualTo("applied");

        assertThat(query("SELECT first_name FROM contacts WHERE last_name = $1", Tuple.of(last)))
                .extracting(row -> row.getString(0))
                .containsExactly("Anna");
        assertThat(query("SELECT log_offset FROM contacts_source_links WHERE account_id = $1", Tuple.of(account)))
                .extracting(row -> row.getLong(0))
                .containsExactly(newer.offset());
    }

    @Test
    void appliesARecordOnceAndNotesWhoAskedForIt() {
        RecordMetadata record = send("Bob");
        awaitPassed(record);
        connect();
        UUID letter = deadLetter(record);

        redrive(letter);
        Response again = redrive(letter);

        assertThat(again.statusCode() + " " + again.path("error.code")).isEqualTo("409 CONFLICT");
        assertThat(query(
                        "SELECT status || ' ' || redriven_by FROM contacts_dead_letters WHERE id = $1",
                        Tuple.of(letter)))
                .extracting(row -> row.getString(0))
                .containsExactly("redriven key:bootstrap");
    }

    @Test
    void leavesARecordWhoseAccountIsNotConnected() {
        RecordMetadata record = send("Cid");
        awaitPassed(record);

        assertThat(redrive(deadLetter(record)).<String>path("data.outcome")).isEqualTo("not_connected");

        assertThat(query("SELECT 1 FROM contacts WHERE last_name = $1", Tuple.of(last)))
                .isEmpty();
    }

    @Test
    void saysThatARecordIsStillUnreadable() {
        RecordMetadata record = log.send(CONTACTS, "file/" + account, CONTACT_BATCH, "{".getBytes(UTF_8));
        await().atMost(WAIT).until(() -> !open(record).isEmpty());

        assertThat(redrive(open(record).get(0)).<String>path("data.outcome")).isEqualTo("unreadable");

        assertThat(open(record)).hasSize(1);
    }

    @Test
    void saysThatTheLogDoesNotHoldTheRecordAnyMore() {
        UUID beyond = deadLetter(CONTACTS, 0, 1_000_000_000L, null);
        UUID elsewhere = deadLetter(CONTACTS, 0, 0, "another-topic-id");

        assertThat(redrive(beyond).<String>path("data.outcome")).isEqualTo("gone");
        assertThat(redrive(elsewhere).<String>path("data.outcome")).isEqualTo("gone");
    }

    @Test
    void listsALetterThatStandsWhereOneOfALostLogStood() {
        RecordMetadata before = log.send(CONTACTS, "file/" + account, CONTACT_BATCH, "{".getBytes(UTF_8));
        await().atMost(WAIT).until(() -> !open(before).isEmpty());
        query(
                "UPDATE contacts_dead_letters SET topic_id = 'a-lost-topic', status = 'redriven' WHERE id = $1",
                Tuple.of(open(before).get(0)));

        query(
                "UPDATE contacts_log_offsets SET next_offset = $3 WHERE topic = $1 AND partition = $2",
                Tuple.of(before.topic(), before.partition(), before.offset()));
        log.send(CONTACTS, "file/" + account, CONTACT_BATCH, "{".getBytes(UTF_8));

        await().atMost(WAIT).until(() -> !open(before).isEmpty());
        assertThat(redrive(open(before).get(0)).<String>path("data.outcome")).isEqualTo("unreadable");
    }

    @Test
    void addsGroupsButLeavesThoseThatAreKnownAsTheyAre() {
        RecordMetadata record = send(
                List.of(person("c1", "Ann")
                        .groupMemberships(List.of("g1", "g2"))
                        .build()),
                List.of(group("g1", "Choir"), group("g2", "Chess")));
        awaitPassed(record);
        connect();
        query("""
                INSERT INTO contacts_source_groups (provider, account_id, group_id, name, kind)
                VALUES ('file', $1, 'g1', 'Choir of Rome', 'USER')
                """, Tuple.of(account));

        assertThat(redrive(deadLetter(record)).<String>path("data.outcome")).isEqualTo("applied");

        assertThat(query("SELECT name FROM contacts_source_groups WHERE account_id = $1 ORDER BY 1", Tuple.of(account)))
                .extracting(row -> row.getString(0))
                .containsExactly("Chess", "Choir of Rome");
        assertThat(labels()).containsExactly("Chess", "Choir of Rome");
        assertThat(fullSyncRequested())
                .as("what the groups are is for the source to say")
                .isTrue();
    }

    @Test
    void givesLabelsAndAsksForNoFullSyncWhereTheRecordSaysAllThatIsToBeKnown() {
        RecordMetadata record = send(
                List.of(person("c1", "Ann").groupMemberships(List.of("g1")).build()), List.of(group("g1", "Choir")));
        awaitPassed(record);
        connect();

        redrive(deadLetter(record));

        assertThat(labels()).containsExactly("Choir");
        assertThat(fullSyncRequested()).isFalse();
    }

    @Test
    void hasDeletionsConfirmedByAFullSync() {
        RecordMetadata older = send("Ann");
        RecordMetadata newer = send(List.of(CanonicalContact.tombstone("c1", null)), List.of());
        awaitPassed(newer);
        connect();
        redrive(deadLetter(older));

        assertThat(redrive(deadLetter(newer)).<String>path("data.outcome")).isEqualTo("applied");

        assertThat(query("SELECT reason FROM contacts_deletion_candidates WHERE account_id = $1", Tuple.of(account)))
                .extracting(row -> row.getString(0))
                .containsExactly("tombstone");
        assertThat(fullSyncRequested()).isTrue();
    }

    @Test
    void setsAsideTheOneContactTheDatabaseRefuses() {
        RecordMetadata record = send(
                List.of(
                        person("c1", "Ann").build(),
                        person("c2", "Ben").notes("a\0b").build(),
                        person("c3", "Cid").build()),
                List.of());
        awaitPassed(record);
        connect();

        assertThat(redrive(deadLetter(record)).<String>path("data.outcome")).isEqualTo("applied");

        assertThat(query("SELECT first_name FROM contacts WHERE last_name = $1 ORDER BY 1", Tuple.of(last)))
                .extracting(row -> row.getString(0))
                .containsExactly("Ann", "Cid");
        assertThat(query(
                        "SELECT external_contact_id || ' ' || reason FROM contacts_quarantine WHERE account_id = $1",
                        Tuple.of(account)))
                .extracting(row -> row.getString(0))
                .containsExactly("c2 refused_by_database");
    }

    @Test
    void staysOpenWhereTheAccountIsDisconnectedMeanwhile() throws Exception {
        RecordMetadata record = send("Dan");
        awaitPassed(record);
        connect();
        UUID letter = deadLetter(record);
        CompletableFuture<Response> answer;
        SqlConnection disconnecting = pool.getConnection().await().atMost(WAIT);
        try {
            Transaction transaction = disconnecting.begin().await().atMost(WAIT);
            // Else the database ends a transaction that waits as long as a busy machine takes.
            disconnecting
                    .query("SET LOCAL idle_in_transaction_session_timeout = 0")
                    .execute()
                    .await()
                    .atMost(WAIT);
            update(disconnecting, "UPDATE contacts_sync_state SET sync_cursor = NULL WHERE account_id = $1");
            answer = CompletableFuture.supplyAsync(() -> redrive(letter));
            await().atMost(WAIT).until(() -> query("""
                    SELECT 1 FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                      AND query LIKE '%contacts_sync_state%FOR UPDATE%'
                    """, Tuple.tuple()).size() == 1);
            update(disconnecting, "UPDATE contacts_source_accounts SET disconnected_at = now() WHERE account_id = $1");
            transaction.commit().await().atMost(WAIT);
        } finally {
            disconnecting.close().await().atMost(WAIT);
        }

        assertThat(answer.get(WAIT.toSeconds(), TimeUnit.SECONDS).<String>path("data.outcome"))
                .isEqualTo("not_connected");
        assertThat(query("SELECT 1 FROM contacts WHERE last_name = $1", Tuple.of(last)))
                .isEmpty();
        assertThat(open(record)).containsExactly(letter);
    }

    @Test
    void setsAsideTheOneMessageThatCannotBeKept() {
        String mac = "h1." + account;
        Interaction kept = MacLog.message("kept-" + account, "+14165550177");
        Interaction refused = MacLog.message("refused-" + account + "x".repeat(3_000), "+14165550178");
        RecordMetadata record = log.send(
                MacLog.INTERACTIONS,
                "macos/" + mac,
                INTERACTION_BATCH,
                InteractionCodec.write(MacBatches.messages(mac, MacBatches.onlyPage(1), List.of(kept, refused))));
        awaitPassed(record);
        query("DELETE FROM contacts_quarantine WHERE account_id = $1", Tuple.of(mac));

        assertThat(redrive(deadLetter(record)).<String>path("data.outcome")).isEqualTo("applied");

        assertThat(query("SELECT reason FROM contacts_quarantine WHERE account_id = $1", Tuple.of(mac)))
                .extracting(row -> row.getString(0))
                .containsExactly("interaction");
    }

    private void update(SqlConnection connection, String sql) {
        connection.preparedQuery(sql).execute(Tuple.of(account)).await().atMost(WAIT);
    }

    private boolean fullSyncRequested() {
        return query("SELECT full_requested FROM contacts_sync_state WHERE account_id = $1", Tuple.of(account))
                .get(0)
                .getBoolean(0);
    }

    private List<String> labels() {
        return query("""
                        SELECT n.name FROM contacts c JOIN contact_labels m ON m.contact_id = c.id
                        JOIN labels n ON n.id = m.label_id WHERE c.last_name = $1 ORDER BY 1
                        """, Tuple.of(last)).stream().map(row -> row.getString(0)).toList();
    }

    private static CanonicalGroup group(String id, String name) {
        return new CanonicalGroup(id, null, name, CanonicalGroup.Kind.USER, false);
    }

    private CanonicalContactBuilder person(String id, String first) {
        return CanonicalContact.builder(id)
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last);
    }

    private RecordMetadata send(String first) {
        return send(List.of(person("c1", first).build()), List.of());
    }

    private RecordMetadata send(List<CanonicalContact> contacts, List<CanonicalGroup> groups) {
        var run = new RunPosition(UUID.randomUUID(), SyncMode.FULL, 1, 1, 1, 1, 1, true);
        var batch = Batches.contacts("file", account, run, contacts, groups);
        return log.send(CONTACTS, "file/" + account, CONTACT_BATCH, BatchCodec.write(batch));
    }

    /** The service has dropped it: it knew no such account. */
    private void awaitPassed(RecordMetadata record) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(query(
                                "SELECT 1 FROM contacts_log_offsets WHERE topic = $1 AND partition = $2 AND next_offset > $3",
                                Tuple.of(record.topic(), record.partition(), record.offset())))
                        .hasSize(1));
    }

    private void connect() {
        // At once: every minute the service gives states to accounts that have none.
        query("""
                WITH made AS (INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('file', $1)
                    RETURNING provider, account_id)
                INSERT INTO contacts_sync_state (provider, account_id) SELECT provider, account_id FROM made
                """, Tuple.of(account));
    }

    private UUID deadLetter(RecordMetadata record) {
        return deadLetter(record.topic(), record.partition(), record.offset(), null);
    }

    private UUID deadLetter(String topic, int partition, long offset, String topicId) {
        return query("""
                        INSERT INTO contacts_dead_letters (log_topic, log_partition, log_offset, topic_id, reason, message)
                        VALUES ($1, $2, $3, $4, 'unknown_type', 'of a newer version') RETURNING id
                        """, Tuple.of(topic, partition, offset, topicId)).get(0).getUUID(0);
    }

    private List<UUID> open(RecordMetadata record) {
        return query("""
                        SELECT id FROM contacts_dead_letters
                        WHERE status = 'open' AND log_topic = $1 AND log_partition = $2 AND log_offset = $3
                        """, Tuple.of(record.topic(), record.partition(), record.offset())).stream()
                .map(row -> row.getUUID(0))
                .toList();
    }

    private static Response redrive(UUID letter) {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .post("/api/dead-letters/" + letter + "/redrive");
    }

    private List<Row> query(String sql, Tuple arguments) {
        RowSet<Row> rows = pool.preparedQuery(sql).execute(arguments).await().atMost(WAIT);
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
