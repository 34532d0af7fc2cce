package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class OperationsTest {

    /** Accounts of other tests may be polled meanwhile. */
    private static final String ASKED_FOR = "contacts_sync_runs WHERE trigger = 'request'";

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\":\"myspace\",\"accountId\":\"a\",\"refreshToken\":\"t\"}",
                "{\"provider\":\"google\",\"refreshToken\":\"t\"}",
                "{\"provider\":\"google\",\"accountId\":\"a/b\",\"refreshToken\":\"t\"}",
                "{\"provider\":\"google\",\"accountId\":\"a\"}",
                "{\"provider\":\"google\",\"accountId\":\"a\",\"refreshToken\":\"t\",\"otherContacts\":\"all\"}",
                "{}"
            })
    void refusesAnAccountThatCannotBeAndKeepsNothingOfIt(String body) {
        long before = count("contacts_source_accounts");
        long credentials = count("google_oauth_credentials");

        var refused = admin().body(body).post("/api/accounts");

        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(refused.<Map<String, ?>>path("error.details")).isNotEmpty();
        assertThat(count("contacts_source_accounts")).isEqualTo(before);
        assertThat(count("google_oauth_credentials")).isEqualTo(credentials);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"provider\":\"myspace\"}                      | 422 VALIDATION_ERROR",
                "{\"provider\":\"file\"}                         | 422 VALIDATION_ERROR",
                "{\"provider\":\"all\",\"mode\":\"sideways\"}    | 422 VALIDATION_ERROR",
                "{\"provider\":                                  | 400 MALFORMED_JSON",
                "{\"mode\":7}                                    | 422 VALIDATION_ERROR"
            })
    void opensNoRunForABadRequest(String body, String expected) {
        long before = count(ASKED_FOR);

        assertThat(error(admin().body(body).post("/api/sync/now"))).isEqualTo(expected);

        assertThat(count(ASKED_FOR)).isEqualTo(before);
    }

    @Test
    void refusesAWaitThatIsNoDuration() {
        assertThat(error(admin().body("{\"provider\":\"all\"}").post("/api/sync/now?wait=soon")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void knowsNoAccountThatIsNotConnected() {
        assertThat(error(admin().post("/api/accounts/google/nobody/pause"))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().delete("/api/accounts/google/nobody"))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void pausesAndResumesAnAccount() {
        String account = fileAccount(null, null);

        assertThat(admin().post("/api/accounts/file/" + account + "/pause").<String>path("data.health"))
                .isEqualTo("paused");
        assertThat(status(account, "sources", "status")).isEqualTo("sync_disabled");
        assertThat(admin().post("/api/accounts/file/" + account + "/resume").<String>path("data.health"))
                .isEqualTo("ok");
    }

    @Test
    void tellsAnAccountThatNeverSyncedFromOneThatFails() {
        assertThat(status(fileAccount(null, null), "sources", "status")).isEqualTo("never_synced");
        assertThat(status(fileAccount(null, "broken"), "sources", "status")).isEqualTo("error");
        assertThat(status(fileAccount("now()", null), "sources", "status")).isEqualTo("active");
    }

    @Test
    void servesARunWithItsSums() {
        UUID run = run("file", "x", "SUCCEEDED");

        var answer = admin().get("/api/sync/runs/" + run);

        assertThat(answer.<Integer>path("data.summary.fetched")).isEqualTo(10);
        assertThat(answer.<Integer>path("data.summary.applied")).isEqualTo(3);
        assertThat(answer.<String>path("data.state")).isEqualTo("SUCCEEDED");
        assertThat(answer.<String>path("data.mode")).isEqualTo("full");
        assertThat(admin().get("/api/sync/runs?accountId=x").<List<String>>path("data.runId"))
                .contains(run.toString());
        assertThat(error(admin().post("/api/sync/runs/" + run + "/approve"))).isEqualTo("409 CONFLICT");
        assertThat(error(admin().post("/api/sync/runs/" + UUID.randomUUID() + "/reject")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void showsAnAgentOnlyTheRunsOfItsOwnMachine() {
        String agent = newKey("agent");
        UUID own = run("macos", "mac1.store", "SUCCEEDED");
        UUID other = run("macos", "mac10.store", "SUCCEEDED");
        assertThat(with(agent).get("/api/sync/runs").<List<?>>path("data")).isEmpty();

        // Only the agent that sends a run knows its id: the first one it asks for tells which machine it is.
        assertThat(with(agent).get("/api/sync/runs/" + own).statusCode()).isEqualTo(200);
        assertThat(error(with(agent).get("/api/sync/runs/" + other))).isEqualTo("404 NOT_FOUND");
        assertThat(with(agent).get("/api/sync/runs").<List<String>>path("data.runId"))
                .containsExactly(own.toString());
    }

    @Test
    void servesQuarantineWithoutWhatTheContactHolds() {
        execute("""
                INSERT INTO contacts_quarantine (provider, account_id, external_contact_id, log_topic, log_partition,
                    log_offset, reason, message, payload)
                VALUES ('google', 'q', 'people/1', 't', 0, 1, 'too_long', 'A value is too long.', '{"secret":"x"}')
                """);

        var answer = admin().get("/api/quarantine");

        assertThat(answer.<List<String>>path("data.externalId")).contains("people/1");
        assertThat(answer.asString()).doesNotContain("secret");
    }

    @Test
    void servesActivityReviewAndDeadLetters() {
        String contact =
                admin().body("{\"name\":\"Active\"}").post("/api/contacts").path("data.id");
        pool.preparedQuery("""
                        INSERT INTO activity_feed (contact_id, type, description, details)
                        VALUES ($1, 'contact_synced', 'd', '{"fields":["a"],"nested":{"b":1}}')
                        """)
                .execute(Tuple.of(UUID.fromString(contact)))
                .await()
                .indefinitely();
        execute("INSERT INTO contacts_review_items (kind, subject) VALUES ('placeholder', gen_random_uuid()::text)");

        var activity = admin().get("/api/activity?contactId=" + contact + "&since=2020-01-01T00:00:00Z");
        assertThat(activity.<List<Integer>>path("data.details.nested.b")).containsExactly(1);
        assertThat(admin().get("/api/activity?type=nothing").<List<?>>path("data"))
                .isEmpty();
        assertThat(error(admin().get("/api/activity?since=monday"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().get("/api/activity?contactId=7"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(admin().get("/api/review?kind=placeholder").<List<?>>path("data"))
                .isNotEmpty();
        assertThat(admin().get("/api/review?status=resolved").<List<String>>path("data.status"))
                .doesNotContain("open");
        String topic = "of-" + UUID.randomUUID();
        execute("INSERT INTO contacts_dead_letters (log_topic, log_partition, log_offset, reason, message) VALUES ('"
                + topic + "', 3, 7, 'unreadable', 'm')");
        assertThat(admin().get("/api/dead-letters").<String>path("data.find { it.topic == '" + topic + "' }.reason"))
                .isEqualTo("unreadable");
    }

    private String fileAccount(String lastSuccess, String lastError) {
        String account = UUID.randomUUID().toString();
        // At once: every minute the service gives states to accounts that have none.
        execute("WITH made AS (INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('file', '" + account
                + "') RETURNING provider, account_id)"
                + " INSERT INTO contacts_sync_state (provider, account_id, last_success_at, last_error)"
                + " SELECT provider, account_id, " + lastSuccess + "::timestamptz, "
                + (lastError == null ? "NULL" : "'" + lastError + "'") + " FROM made");
        return account;
    }

    private static String status(String account, String list, String field) {
        return admin().get("/api/" + list).path("data.find { it.accountId == '" + account + "' }." + field);
    }

    private UUID run(String provider, String account, String state) {
        return pool.preparedQuery("""
                        INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, state, generation,
                            created, updated, unchanged, skipped, deleted, conflicts, quarantined)
                        VALUES (gen_random_uuid(), $1, $2, 'full', 'request', $3, 1, 1, 2, 3, 4, 2, 5, 1) RETURNING run_id
                        """)
                .execute(Tuple.of(provider, account, state))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0);
    }

    private long count(String table) {
        return execute("SELECT count(*) FROM " + table).iterator().next().getLong(0);
    }

    private RowSet<Row> execute(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
