package dev.kith.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.ContactBatch;
import dev.kith.model.Counterpart;
import dev.kith.model.Email;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionCodec;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.interaction.InteractionSlice;
import dev.kith.sync.log.LoggedBatches;
import dev.kith.sync.log.Topics;
import dev.kith.sync.log.UnreadEntry;
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands on a topic or in a request, the service goes on, and it is known of every record what became of it.
 * {@code -Pfuzz} sends a hundred thousand of each, {@code -Dkith.fuzz.records} and {@code -Dkith.fuzz.cases} as many as they
 * say, {@code -Dkith.fuzz.seed} others.
 */
@QuarkusTest
@QuarkusTestResource(value = KithServers.class, restrictToAnnotatedClass = true)
class FuzzTest {

    private static final int RECORDS = Integer.getInteger("kith.fuzz.records", 1_200);
    private static final Duration WAIT = Duration.ofMinutes(10).plusMillis(50L * RECORDS);
    private static final int CASES = Integer.getInteger("kith.fuzz.cases", 500);
    private static final long SEED = Long.getLong("kith.fuzz.seed", 20_261_125L);

    private static final FuzzedTopic OF_AGENTS = new FuzzedTopic(
            Topics.MAC_CONTACTS,
            AgentRuns.PROVIDER,
            CloudEventHeaders.CONTACT_BATCH,
            FuzzTest::contacts,
            "\"Fuzzy\"",
            "contacts");
    private static final FuzzedTopic OF_THE_SERVICE = new FuzzedTopic(
            Topics.CONTACTS,
            Accounts.FILE,
            CloudEventHeaders.CONTACT_BATCH,
            FuzzTest::ofTheService,
            "\"Fuzzy\"",
            "contacts");
    private static final FuzzedTopic INTERACTIONS = new FuzzedTopic(
            Topics.INTERACTIONS,
            AgentRuns.PROVIDER,
            CloudEventHeaders.INTERACTION_BATCH,
            FuzzTest::interactions,
            "\"iMessage\"",
            "interactions");

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    URI service;

    /** A record, and the run it begins unless it is unreadable. */
    private record Sent(ConsumerRecord<byte[], byte[]> record, Optional<UUID> run) {

        String place() {
            return record.partition() + "/" + record.offset();
        }
    }

    @Test
    void accountsForEveryMutatedBatchOfAnAgentsContactsAndForEachOfThem() throws Exception {
        List<Sent> sent = sent(OF_AGENTS.send(accounts(), new Random(SEED)));

        Set<String> buried = assertDeadOrBegun(Topics.MAC_CONTACTS, sent);

        assertInOrAside(sent.stream().filter(one -> !buried.contains(one.place())));
    }

    @Test
    void accountsForEveryMutatedBatchOfTheServicesContactsAndForEachOfThem() throws Exception {
        List<String> accounts = accounts();
        openRuns(accounts);
        List<Sent> all = sent(OF_THE_SERVICE.send(accounts, new Random(SEED)));
        awaitRead(Topics.CONTACTS, all);
        Set<UUID> opened = accounts.stream().map(FuzzTest::runOf).collect(Collectors.toSet());
        Map<Boolean, List<Sent>> sent = all.stream()
                .collect(Collectors.partitioningBy(
                        one -> one.run().map(opened::contains).orElse(true)));

        Set<String> buried = assertDeadOrBegun(Topics.CONTACTS, sent.get(true));

        assertInOrAside(sent.get(true).stream().filter(one -> !buried.contains(one.place())));
        Set<String> linked = linked();
        assertThat(sent.get(false))
                .as("of a run that was never begun")
                .allMatch(one -> buried.contains(one.place())
                        || missing(entry(one).orElseThrow(), linked)
                                == entry(one).orElseThrow().batch().contacts().size());
    }

    @Test
    void accountsForEveryMutatedBatchOfInteractionsAndForEachOfThem() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = INTERACTIONS.send(accounts(), new Random(SEED));
        assertDeadOrBegun(
                Topics.INTERACTIONS,
                records.stream()
                        .map(record -> new Sent(
                                record,
                                LoggedBatches.interactions(record, "topic")
                                        .map(entry -> entry.batch().run().runId())))
                        .toList());

        Set<String> arrived = texts("SELECT external_id FROM interactions UNION ALL"
                + " SELECT external_id FROM contacts_waiting_interactions");
        Set<String> aside = aside();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LoggedBatches.interactions(record, "topic")
                    .ifPresent(
                            entry -> assertAside(record, entry.batch().run().runId(), missing(entry, arrived), aside));
        }
    }

    private static List<String> accounts() {
        return Stream.generate(() -> "fuzz." + UUID.randomUUID()).limit(RECORDS).toList();
    }

    private static List<Sent> sent(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new Sent(
                        record,
                        LoggedBatches.contacts(record, "topic")
                                .map(entry -> entry.batch().envelope().run().runId())))
                .toList();
    }

    private static Optional<UnreadEntry> entry(Sent sent) {
        return LoggedBatches.contacts(sent.record(), "topic");
    }

    /** The run engine begins the runs of what the service itself reads. */
    private void openRuns(List<String> accounts) {
        pool.preparedQuery("""
                        WITH opened AS (
                            SELECT * FROM unnest($1::text[], $2::uuid[]) AS u (account_id, run_id)
                        ), account AS (
                            INSERT INTO contacts_source_accounts (provider, account_id)
                            SELECT 'file', account_id FROM opened
                        ), state AS (
                            INSERT INTO contacts_sync_state (provider, account_id) SELECT 'file', account_id FROM opened
                        )
                        INSERT INTO contacts_sync_runs
                            (run_id, provider, account_id, mode, trigger, phase, generation, chain_started_at)
                        SELECT run_id, 'file', account_id, 'incremental', 'import', 'APPLYING', 1,
                               now() + interval '1 day'
                        FROM opened
                        """)
                .execute(Tuple.tuple()
                        .addArrayOfString(accounts.toArray(String[]::new))
                        .addArrayOfUUID(accounts.stream().map(FuzzTest::runOf).toArray(UUID[]::new)))
                .await()
                .atMost(WAIT);
    }

    private static UUID runOf(String account) {
        return UUID.nameUUIDFromBytes(account.getBytes(UTF_8));
    }

    /** Every contact of a batch that was read is in the CRM, or set aside. */
    private void assertInOrAside(Stream<Sent> read) {
        Set<String> linked = linked();
        Set<String> aside = aside();
        read.forEach(one -> entry(one)
                .ifPresent(entry -> assertAside(one.record(), one.run().orElseThrow(), missing(entry, linked), aside)));
    }

    private Set<String> linked() {
        return texts("SELECT l.provider || '/' || l.account_id || ' ' || l.external_contact_id"
                + " FROM contacts_source_links l JOIN contacts c ON c.id = l.local_contact_id");
    }

    private Set<String> aside() {
        return texts("SELECT run_id || ' ' || count(*) FROM contacts_quarantine WHERE run_id IS NOT NULL"
                + " GROUP BY run_id");
    }

    private static void assertAside(
            ConsumerRecord<byte[], byte[]> record, UUID runId, long missing, Set<String> aside) {
        assertThat(missing == 0 || aside.contains(runId + " " + missing))
                .as("%s: %d set aside", new String(record.value(), UTF_8), missing)
                .isTrue();
    }

    private static long missing(UnreadEntry entry, Set<String> linked) {
        ContactBatch batch = entry.batch().envelope();
        String account = batch.provider() + "/" + batch.accountId() + " ";
        return entry.batch().contacts().stream()
                .filter(contact -> !linked.contains(account + contact.externalId()))
                .count();
    }

    private static long missing(InteractionSlice.Entry entry, Set<String> arrived) {
        return entry.unreadable().size()
                + entry.batch().interactions().stream()
                        .filter(interaction ->
                                !arrived.contains(Objects.requireNonNullElse(interaction.externalId(), "")))
                        .count();
    }

    @Test
    void answersEveryMutatedRequest() {
        List<String> failures = new FuzzedRequests(service, KithServers.ADMIN_KEY, SEED)
                .send(CASES, batch("fuzz." + UUID.randomUUID()));

        assertThat(failures).isEmpty();
    }

    private static String batch(String account) {
        return new String(contacts(account), UTF_8);
    }

    /** Answers with the places of those that are dead letters. */
    private Set<String> assertDeadOrBegun(String topic, List<Sent> sent) {
        awaitRead(topic, sent);
        Set<String> buried =
                texts("SELECT log_partition || '/' || log_offset FROM contacts_dead_letters WHERE log_topic = '" + topic
                        + "'");
        Set<String> begun = texts("SELECT run_id::text FROM contacts_sync_run_parts");
        List<String> unaccounted = new ArrayList<>();
        int applied = 0;
        for (Sent record : sent) {
            boolean run =
                    record.run().map(UUID::toString).filter(begun::contains).isPresent();
            if (buried.contains(record.place()) == run) {
                unaccounted.add(record.place());
            }
            applied += run ? 1 : 0;
        }
        assertThat(unaccounted).isEmpty();
        assertThat(applied)
                .as("records that still were batches")
                .isBetween(sent.size() / 20, sent.size() - sent.size() / 20);
        return buried;
    }

    private static byte[] contacts(String account) {
        return BatchCodec.write(MacBatches.contacts(account, MacBatches.onlyPage(1), people(account)));
    }

    private static byte[] ofTheService(String account) {
        return BatchCodec.write(Batches.contacts(
                Accounts.FILE,
                account,
                new RunPosition(runOf(account), SyncMode.INCREMENTAL, 1, 1, 1, 1, 1, true),
                people(account)));
    }

    private static List<CanonicalContact> people(String account) {
        return Stream.of("1", "2")
                .map(number -> CanonicalContact.builder(number + ":ABPerson")
                        .displayName("Fuzzy " + number + account)
                        .firstName("Fuzzy")
                        .emails(List.of(new Email(number + account + "@fuzz.example", null, true, null)))
                        .build())
                .toList();
    }

    private static byte[] interactions(String account) {
        List<Interaction> messages = Stream.of("1", "2")
                .map(number -> MacBatches.message(
                        "message:" + account + "-" + number + ":out:0123456789ab",
                        Counterpart.of("+1416555010" + number, "US")))
                .toList();
        return InteractionCodec.write(MacBatches.messages(account, MacBatches.onlyPage(1), messages));
    }

    private void awaitRead(String topic, List<Sent> sent) {
        sent.stream().mapToInt(one -> one.record().partition()).distinct().forEach(partition -> {
            long end = sent.stream()
                            .map(Sent::record)
                            .filter(record -> record.partition() == partition)
                            .mapToLong(ConsumerRecord::offset)
                            .max()
                            .orElseThrow()
                    + 1;
            await().atMost(WAIT).until(() -> read(topic, partition) >= end);
        });
    }

    private long read(String topic, int partition) {
        var rows = pool.preparedQuery(
                        "SELECT next_offset FROM contacts_log_offsets WHERE topic = $1 AND partition = $2")
                .execute(Tuple.of(topic, partition))
                .await()
                .atMost(WAIT)
                .iterator();
        return rows.hasNext() ? rows.next().getLong(0) : 0;
    }

    private Set<String> texts(String query) {
        Set<String> texts = new HashSet<>();
        for (Row row : pool.query(query).execute().await().atMost(WAIT)) {
            texts.add(row.getString(0));
        }
        return texts;
    }
}
