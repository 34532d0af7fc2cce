package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

    private RecordMetadata send(String first) {
        var run = new RunPosition(UUID.randomUUID(), SyncMode.FULL, 1, 1, 1, 1, 1, true);
        var contact = CanonicalContact.builder("c1")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .build();
        var batch = new ContactBatch(
                "file",
                account,
                "contacts",
                run,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                true,
                null,
                List.of(contact),
                List.of(),
                List.of(),
                0);
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
