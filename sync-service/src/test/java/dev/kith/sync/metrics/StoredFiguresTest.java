package dev.kith.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under a provider that no other test of this database uses. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class StoredFiguresTest {

    private static final String PROVIDER = "figures";
    private static final Instant CONNECTED = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant SUCCEEDED = Instant.parse("2026-03-05T08:00:00Z");

    @Inject
    StoredFigures figures;

    @Inject
    StateMonitor monitor;

    @Inject
    Pool pool;

    @AfterEach
    void forget() {
        List.of("source_accounts", "sync_state", "sync_leases", "sync_runs", "quarantine")
                .forEach(table -> sql("DELETE FROM contacts_" + table + " WHERE provider = '" + PROVIDER + "'"));
        sql("DELETE FROM contacts_erasures WHERE asked_by = '" + PROVIDER + "'");
        sql("DELETE FROM contacts_log_rewriter WHERE owner = '" + PROVIDER + "'");
        sql("DELETE FROM contacts_review_items WHERE kind = '" + PROVIDER + "'");
    }

    @Test
    void tellWhenAnAccountWasLastReadToTheEnd() {
        UUID account = account("home", "active");
        sql(
                "INSERT INTO contacts_sync_state (provider, account_id, last_success_at) VALUES ($1, 'home', $2)"
                        + " ON CONFLICT (provider, account_id) DO UPDATE SET last_success_at = excluded.last_success_at",
                PROVIDER,
                at(SUCCEEDED));

        assertThat(read()).contains(Figure.time(Metric.ACCOUNT_LAST_SUCCESS, SUCCEEDED, PROVIDER, account.toString()));
    }

    @Test
    void takeAnAccountThatNeverSucceededForAsOldAsItsConnection() {
        UUID account = account("home", "active");

        assertThat(read()).contains(Figure.time(Metric.ACCOUNT_LAST_SUCCESS, CONNECTED, PROVIDER, account.toString()));
    }

    @Test
    void leavePausedAccountsOutOfWhatMayBeLate() {
        account("home", "paused");

        assertThat(read())
                .contains(Figure.count(Metric.ACCOUNTS, 1, PROVIDER, "paused"))
                .contains(Figure.count(Metric.ACCOUNTS, 0, PROVIDER, "ok"))
                .noneMatch(figure -> figure.series().metric() == Metric.ACCOUNT_LAST_SUCCESS
                        && figure.series().labels().contains(PROVIDER));
    }

    @Test
    void countAHeldAccountAsHeld() {
        account("home", "active");
        sql(
                "INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, state, generation)"
                        + " VALUES ($1, $2, 'home', 'full', 'poll', 'HELD', 1)",
                UUID.randomUUID(),
                PROVIDER);

        assertThat(read()).contains(Figure.count(Metric.ACCOUNTS, 1, PROVIDER, "held"));
    }

    @Test
    void countWhatIsSetAside() {
        account("home", "active");
        assertThat(read()).contains(Figure.count(Metric.QUARANTINE_OPEN, 0, PROVIDER));

        sql(
                "INSERT INTO contacts_quarantine"
                        + " (provider, account_id, log_topic, log_partition, log_offset, reason, message)"
                        + " VALUES ($1, 'home', 'kith.contacts.v1', 0, 0, 'refused', 'refused')",
                PROVIDER);

        assertThat(read()).contains(Figure.count(Metric.QUARANTINE_OPEN, 1, PROVIDER));
    }

    @Test
    void tellHowLongTheOldestQuestionWaits() {
        sql(
                "INSERT INTO contacts_review_items (kind, subject, created_at) VALUES ($1, 'new', $2), ($1, 'old', $3)",
                PROVIDER,
                at(SUCCEEDED),
                at(CONNECTED));

        assertThat(read())
                .contains(Figure.count(Metric.REVIEW_OPEN, 2, PROVIDER))
                .contains(Figure.time(Metric.REVIEW_OLDEST, CONNECTED, PROVIDER));
    }

    @Test
    void tellHowLongTheLogHasNotFollowedAnErasure() {
        // As if another instance rewrote the log, and did not get on with it.
        sql(
                "INSERT INTO contacts_log_rewriter (id, owner, expires_at) VALUES (1, $1, now() + interval '1 hour')"
                        + " ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at",
                PROVIDER);
        sql(
                "INSERT INTO contacts_erasures (id, asked_by, erased_at) VALUES ($1, $2, $3)",
                UUID.randomUUID(),
                PROVIDER,
                at(CONNECTED));

        assertThat(read()).contains(Figure.time(Metric.ERASURE_OLDEST, CONNECTED));
    }

    @Test
    void arePublishedTogetherWithTheLagOfTheLog() {
        monitor.read().await().atMost(Duration.ofSeconds(30));

        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("kith_log_lag_records{topic=\"kith.contacts.v1\"}")
                .contains("kith_state_read_timestamp_seconds ");
    }

    private UUID account(String name, String status) {
        UUID id = UUID.randomUUID();
        sql(
                "INSERT INTO contacts_source_accounts (provider, account_id, id, status, connected_at)"
                        + " VALUES ($1, $2, $3, $4, $5)",
                PROVIDER,
                name,
                id,
                status,
                at(CONNECTED));
        return id;
    }

    private List<Figure> read() {
        return figures.read().await().atMost(Duration.ofSeconds(30));
    }

    private void sql(String statement, Object... arguments) {
        pool.preparedQuery(statement).execute(Tuple.from(arguments)).await().atMost(Duration.ofSeconds(30));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
