package dev.kith.sync;

import static dev.kith.model.CloudEventHeaders.CONTACT_BATCH;
import static dev.kith.model.CloudEventHeaders.INTERACTION_BATCH;
import static io.restassured.RestAssured.given;
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
import dev.kith.sync.testing.Batches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.MacLog;
import dev.kith.sync.testing.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From an agent through the real log into the CRM, with everything wired as it is in production. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class MacToCrmTest {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private static MacLog log;
    private static final AtomicLong FENCE = new AtomicLong(1_000);

    private final String machine = "mac-" + UUID.randomUUID();
    private final String store = machine + "." + UUID.randomUUID();
    private final String phone = machine + "." + UUID.randomUUID();

    /** A number that nobody else has in this test run. */
    private final String number = "+1905" + (2_000_000 + Math.floorMod(machine.hashCode(), 7_000_000));

    private final String strangers = "+1416" + (2_000_000 + Math.floorMod(machine.hashCode(), 7_000_000));

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
        pool.query("DELETE FROM contacts_dead_letters").execute().await().atMost(WAIT);
    }

    @Test
    void carriesContactsAndMessagesIntoTheCrmWhicheverArrivesFirst() {
        UUID contactRun = UUID.randomUUID();
        UUID run = UUID.randomUUID();
        send(messages(run, true, List.of(contactRun), message("a", number), message("b", strangers)));
        awaitState(run, "RUNNING");

        send(contacts(contactRun, SyncMode.FULL, 1, true, person("1", "Ann", number)));
        awaitState(run, "SUCCEEDED");

        assertThat(new Rows(pool)
                        .texts(
                                "SELECT c.first_name || ' ' || i.type FROM interactions i JOIN contacts c ON c.id = i.contact_id"
                                        + " WHERE i.metadata ->> 'accountId' = $1 ORDER BY c.name",
                                phone))
                .containsExactly("Ann TEXT_OUTBOUND", "Unknown TEXT_OUTBOUND");
        assertThat(new Rows(pool)
                        .texts("SELECT state || ' ' || created FROM contacts_sync_runs WHERE account_id = $1", store))
                .containsExactly("SUCCEEDED 1");
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT provider || health FROM contacts_source_accounts WHERE account_id LIKE $1 || '.%'",
                                machine))
                .containsExactly("macosok", "macosok");
    }

    @Test
    void sweepsAStoreByAFullRunAndFollowsItsTombstones() {
        UUID first = UUID.randomUUID();
        send(contacts(first, SyncMode.FULL, 1, false, person("1", "Ann", number)));
        send(contacts(first, SyncMode.FULL, 2, true, person("2", "Bob", null), person("3", "Cid", null)));
        awaitState(first, "SUCCEEDED");

        UUID second = UUID.randomUUID();
        send(contacts(second, SyncMode.INCREMENTAL, 1, true, CanonicalContact.tombstone("1:ABPerson", null)));
        awaitState(second, "SUCCEEDED");
        assertThat(deleted()).containsExactly("1:ABPerson");

        // A lost state begins anew: neither its generation nor its fence say anything.
        UUID third = UUID.randomUUID();
        send(batch(third, SyncMode.FULL, 1, 1, true, person("3", "Cid", null)));
        awaitState(third, "SUCCEEDED");

        assertThat(deleted()).containsExactly("1:ABPerson", "2:ABPerson");
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT created || ' ' || updated || ' ' || unchanged || ' ' || deleted FROM contacts_sync_runs"
                                        + " WHERE account_id = $1 ORDER BY started_at",
                                store))
                .containsExactly("3 0 0 0", "0 0 0 1", "0 0 1 1");
    }

    @Test
    void letsTheRerunOfAKilledAgentEndItsRun() {
        UUID killed = UUID.randomUUID();
        long fence = FENCE.incrementAndGet();
        send(batch(killed, SyncMode.FULL, fence, 1, false, person("1", "Ann", null)));
        UUID rerun = UUID.randomUUID();
        send(contacts(rerun, SyncMode.FULL, 1, false, person("1", "Ann", null)));
        send(batch(killed, SyncMode.FULL, fence, 2, true, person("1", "Stale", null)));
        send(contacts(rerun, SyncMode.FULL, 2, true, person("2", "Bob", null)));
        awaitState(rerun, "SUCCEEDED");

        assertThat(new Rows(pool)
                        .texts(
                                "SELECT state || ' ' || error_code FROM contacts_sync_runs WHERE run_id::text = $1",
                                killed.toString()))
                .containsExactly("FAILED interrupted");
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT c.first_name FROM contacts c JOIN contacts_source_links l ON l.local_contact_id = c.id"
                                        + " WHERE l.account_id = $1 ORDER BY 1",
                                store))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void buriesWhatMayNotStandOnTheTopicsOfAgentsAndHarmsNobody() {
        String google = "google/" + machine;
        log.send(MacLog.CONTACTS, google, CONTACT_BATCH, BatchCodec.write(foreign()));
        log.send(MacLog.CONTACTS, "macos/" + store, CONTACT_BATCH, "{".getBytes(UTF_8));
        log.send(MacLog.CONTACTS, "macos/" + store, INTERACTION_BATCH, BatchCodec.write(foreign()));
        log.send(MacLog.INTERACTIONS, "macos/" + phone, "dev.kith.interaction-batch.v2", new byte[] {'{', '}'});
        log.send(
                MacLog.INTERACTIONS,
                "macos/" + store,
                INTERACTION_BATCH,
                InteractionCodec.write(messages(UUID.randomUUID(), true, List.of())));
        UUID run = UUID.randomUUID();
        send(messages(run, false, List.of(), message("a", number)));
        send(contacts(UUID.randomUUID(), SyncMode.FULL, 1, true, person("1", "Ann", null)));
        awaitState(run, "SUCCEEDED");

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(new Rows(pool)
                                .texts(
                                        "SELECT reason FROM contacts_dead_letters WHERE log_topic LIKE $1 ORDER BY reason",
                                        "kith.%"))
                        .contains("unknown_type", "unknown_version", "unreadable", "wrong_key", "wrong_provider"));
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT 1 FROM contacts_source_accounts WHERE provider = 'google' AND account_id = $1",
                                machine))
                .isEmpty();
    }

    @Test
    void takesBatchesOverHttpAndShowsAnAgentItsOwnRunsOnly() {
        String key = key();
        String stranger = key();
        UUID run = UUID.randomUUID();
        byte[] batch = InteractionCodec.write(messages(run, true, List.of(), message("a", number)));

        var taken = post(key, INTERACTION_BATCH, batch);
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.<String>path("data.topic")).isEqualTo("kith.interactions.v1");
        awaitState(run, "SUCCEEDED");

        var seen = get(key, "/api/sync/runs/" + run);
        assertThat(seen.<String>path("data.state")).isEqualTo("SUCCEEDED");
        assertThat(seen.<Integer>path("data.summary.unknown")).isEqualTo(1);
        assertThat(seen.<Integer>path("data.summary.created")).isEqualTo(1);
        assertThat(get(stranger, "/api/sync/runs").<List<?>>path("data")).isEmpty();
        String other = machineOf(stranger);
        assertThat(get(other, "/api/sync/runs/" + run).statusCode()).isEqualTo(404);
        assertThat(post(other, INTERACTION_BATCH, batch).statusCode()).isEqualTo(403);
        assertThat(get(key, "/api/sync/runs").<List<String>>path("data.runId")).containsExactly(run.toString());
    }

    @Test
    void showsItsRunsToAnAgentThatSendsThroughTheBroker() {
        UUID run = UUID.randomUUID();
        send(messages(run, true, List.of(), message("a", number)));
        awaitState(run, "SUCCEEDED");
        String untold = key(null);

        var seen = get(untold, "/api/sync/runs/" + run);
        assertThat(seen.<Integer>path("data.summary.created")).isEqualTo(1);
        assertThat(get(untold, "/api/sync/runs").<List<String>>path("data.runId"))
                .containsExactly(run.toString());
        assertThat(get(key("other"), "/api/sync/runs/" + run).statusCode()).isEqualTo(404);
        assertThat(get(key(machine), "/api/sync/runs/" + run).statusCode()).isEqualTo(200);
    }

    @Test
    void showsAKeyTheRunsOfTheMachineThatItFirstAskedForOnly() {
        UUID run = UUID.randomUUID();
        send(messages(run, true, List.of(), message("a", number)));
        awaitState(run, "SUCCEEDED");
        String key = key(null);
        assertThat(get(key, "/api/sync/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        String other = machineOf(key);

        assertThat(get(other, "/api/sync/runs/" + run).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesBatchesThatAreNone() {
        String key = key();
        byte[] good = InteractionCodec.write(messages(UUID.randomUUID(), true, List.of(), message("a", number)));

        assertThat(code(post(key, INTERACTION_BATCH, "{".getBytes(UTF_8)))).isEqualTo("400 MALFORMED_JSON");
        assertThat(code(post(key, INTERACTION_BATCH, new byte[0]))).isEqualTo("400 MALFORMED_JSON");
        assertThat(code(post(key, INTERACTION_BATCH, "[]".getBytes(UTF_8)))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(code(post(key, "dev.kith.pigeon.v1", good))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(code(post(key, CONTACT_BATCH, BatchCodec.write(foreign())))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(code(post(key, INTERACTION_BATCH, new byte[1_000_000]))).isEqualTo("413 PAYLOAD_TOO_LARGE");
        assertThat(code(given().header("Authorization", "Bearer " + key)
                        .contentType("application/json")
                        .body(good)
                        .post("/api/batches")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(code(post(KithServers.ADMIN_KEY, INTERACTION_BATCH, good))).isEqualTo("403 FORBIDDEN");
    }

    /** Has the key speak for another machine. */
    private String machineOf(String key) {
        UUID run = UUID.randomUUID();
        InteractionBatch batch = new InteractionBatch(
                "macos",
                "other-" + machine + ".phone",
                InteractionBatch.CALLS,
                UUID.randomUUID(),
                new RunPosition(run, SyncMode.INCREMENTAL, 1, 1, 1, 1, 1, true),
                Instant.EPOCH,
                InteractionBatch.IMPORT_IOS,
                false,
                List.of(),
                List.of());
        assertThat(post(key, INTERACTION_BATCH, InteractionCodec.write(batch)).statusCode())
                .isEqualTo(202);
        return key;
    }

    private static String key() {
        return key(null);
    }

    private static String key(String machineId) {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"name\":\"mac\",\"role\":\"agent\""
                        + (machineId == null ? "}" : ",\"machineId\":\"" + machineId + "\"}"))
                .post("/api/keys")
                .path("data.key");
    }

    private static Response get(String key, String path) {
        return given().header("Authorization", "Bearer " + key).get(path);
    }

    private static Response post(String key, String type, byte[] body) {
        return given().header("Authorization", "Bearer " + key)
                .headers(Map.of(
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        UUID.randomUUID().toString(),
                        "ce-source",
                        "/accounts/" + UUID.randomUUID(),
                        "ce-type",
                        type,
                        "ce-time",
                        "2026-01-01T00:00:00Z"))
                .contentType("application/json")
                .body(body)
                .post("/api/batches");
    }

    private static String code(Response response) {
        return response.statusCode() + " " + response.path("error.code");
    }

    private void send(ContactBatch batch) {
        log.send(MacLog.CONTACTS, "macos/" + batch.accountId(), CONTACT_BATCH, BatchCodec.write(batch));
    }

    private void send(InteractionBatch batch) {
        log.send(MacLog.INTERACTIONS, "macos/" + batch.accountId(), INTERACTION_BATCH, InteractionCodec.write(batch));
    }

    private ContactBatch contacts(UUID run, SyncMode mode, int page, boolean last, CanonicalContact... people) {
        return batch(run, mode, FENCE.incrementAndGet(), page, last, people);
    }

    private ContactBatch batch(
            UUID run, SyncMode mode, long fence, int page, boolean last, CanonicalContact... people) {
        return batch("macos", store, new RunPosition(run, mode, fence, fence, page, 1, 1, last), people);
    }

    private ContactBatch foreign() {
        return batch("google", machine, new RunPosition(UUID.randomUUID(), SyncMode.FULL, 1, 1, 1, 1, 1, true));
    }

    private static ContactBatch batch(String provider, String account, RunPosition run, CanonicalContact... people) {
        return Batches.contacts(provider, account, run, List.of(people));
    }

    private InteractionBatch messages(UUID run, boolean makeContacts, List<UUID> after, Interaction... sent) {
        long fence = FENCE.incrementAndGet();
        return new InteractionBatch(
                "macos",
                phone,
                InteractionBatch.MESSAGES,
                UUID.randomUUID(),
                new RunPosition(run, SyncMode.INCREMENTAL, fence, fence, 1, 1, 1, true),
                Instant.EPOCH,
                InteractionBatch.IMPORT_IOS,
                makeContacts,
                after.stream()
                        .map(id -> new InteractionBatch.ContactRun(store, id))
                        .toList(),
                List.of(sent));
    }

    private Interaction message(String guid, String handle) {
        return MacLog.message(machine + guid, handle);
    }

    /** Of a family that no other test knows, so that nobody is taken for somebody of another test. */
    private CanonicalContact person(String id, String name, String phone) {
        return CanonicalContact.builder(id + ":ABPerson")
                .displayName(name + " " + machine)
                .firstName(name)
                .lastName(machine)
                .phones(phone == null ? List.of() : List.of(new Phone(phone, null, true, phone)))
                .build();
    }

    private List<String> deleted() {
        return new Rows(pool)
                .texts(
                        "SELECT external_contact_id FROM contacts_source_links"
                                + " WHERE account_id = $1 AND deleted_at IS NOT NULL ORDER BY 1",
                        store);
    }

    private void awaitState(UUID run, String state) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(new Rows(pool)
                                .texts("SELECT state FROM contacts_sync_runs WHERE run_id::text = $1", run.toString()))
                        .containsExactly(state));
    }
}
