package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import dev.kith.sync.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Concurrent
class HousekeepingTest {

    private static MigratedDatabase database;

    private Instance instance;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startEmpty() {
        database.clear();
        startAnew();
    }

    @AfterEach
    void noEndedRunWaits() {
        PolledAccount.assertThatNoEndedRunWaits(database);
    }

    private void startAnew() {
        instance = new Instance(database.pool(), new FakeContactsProvider("google"), new TableLog(database.pool()));
    }

    private void start() {
        instance.housekeeping.atStart().await().indefinitely();
    }

    @Test
    void completesAnAccountThatAnotherProgramMade() {
        database.sql("INSERT INTO contacts_source_accounts (provider, account_id) VALUES ('google', 'adopted')");

        start();

        assertThat(instance.poll()).isEqualTo(1);
        assertThat(instance.queries.latest("google", "adopted", 1).await().indefinitely())
                .extracting(RunView::state)
                .containsExactly(RunState.SUCCEEDED);
    }

    @Test
    void makesAccountsDueSoonAfterAStart() {
        instance.accounts.connect("google", "home");
        instance.poll();
        startAnew();

        start();

        assertThat(dueSoon()).isEqualTo(1);
    }

    @Test
    void leavesAnAccountAloneThatWasSyncedSinceTheStart() {
        var clock = new MutableClock(Instant.parse("2026-03-01T08:00:00Z"));
        var starting =
                new Instance(database.pool(), new FakeContactsProvider("google"), new TableLog(database.pool()), clock);
        starting.accounts.connect("google", "home");
        starting.poll();
        clock.advance(Duration.ofMinutes(1));

        starting.housekeeping.atStart().await().indefinitely();

        assertThat(dueSoon()).isZero();
    }

    private static int dueSoon() {
        return database.sql("SELECT 1 FROM contacts_sync_leases WHERE next_run_at < now() + interval '1 second'")
                .size();
    }

    @Test
    void forgetsWhatWasSetAsideLongAgoAndIsResolved() {
        database.sql("""
                INSERT INTO contacts_quarantine (provider, account_id, external_contact_id, log_topic, log_partition,
                                                 log_offset, reason, message, status, created_at, resolved_at)
                SELECT 'google', 'home', name, 't', 0, 0, 'r', 'm', status, now() - interval '1 year', now() - ago
                FROM (VALUES ('waits', 'open', NULL), ('long ago', 'resolved', interval '91 days'),
                             ('lately', 'resolved', interval '89 days')) AS aside (name, status, ago)
                """);

        start();

        assertThat(database.sql("SELECT external_contact_id FROM contacts_quarantine ORDER BY 1"))
                .extracting(row -> row.getString(0))
                .containsExactly("lately", "waits");
    }

    @Test
    void spreadsManyAccounts() {
        database.sql("""
                INSERT INTO contacts_source_accounts (provider, account_id)
                SELECT 'google', 'account-' || n FROM generate_series(1, 10000) n
                """);
        start();
        database.sql("UPDATE contacts_sync_leases SET next_run_at = now() + interval '1 hour'");

        start();

        var due = database.sql("SELECT count(*) FROM contacts_sync_leases WHERE next_run_at < now() + interval '10 s'")
                .get(0)
                .getLong(0);
        assertThat(due).isBetween(100L, 2000L);
    }

    @Test
    void keepsItsDistanceFromAccountsThatFail() {
        instance.accounts.connect("google", "home");
        database.sql("UPDATE contacts_sync_leases SET next_run_at = now() + interval '1 hour'");
        database.sql("UPDATE contacts_sync_state SET failures_in_row = 1");

        start();

        assertThat(instance.poll()).isZero();
    }

    @Test
    void endsAnImportWhoseReaderDied() {
        var account =
                instance.accounts.accounts().ensureFileAccount("import").await().indefinitely();
        var lease = instance.leases
                .claim("file", "import", "dead")
                .await()
                .indefinitely()
                .orElseThrow();
        instance.runs.open(account, null, RunTrigger.IMPORT).await().indefinitely();
        start();
        var alive =
                instance.queries.latest("file", null, 1).await().indefinitely().get(0);
        database.sql("UPDATE contacts_sync_leases SET expires_at = now() - interval '1 second'");

        start();

        assertThat(lease.fence()).isPositive();
        assertThat(alive.state()).isEqualTo(RunState.RUNNING);
        assertThat(instance.queries
                        .latest("file", null, 1)
                        .await()
                        .indefinitely()
                        .get(0)
                        .state())
                .isEqualTo(RunState.FAILED);
    }

    @Test
    void endsAnImportThatTheLogNeverGaveBack() {
        var account =
                instance.accounts.accounts().ensureFileAccount("import").await().indefinitely();
        instance.runs.open(account, null, RunTrigger.IMPORT).await().indefinitely();
        database.sql("""
                UPDATE contacts_sync_runs SET phase = 'APPLYING', chain_started_at = now() - interval '7 hours'
                """);

        start();

        assertThat(instance.queries.latest("file", null, 9).await().indefinitely())
                .extracting(RunView::state)
                .containsExactly(RunState.FAILED);
    }

    @Test
    void readsAgainWhatTheLogNeverGaveBack() {
        var log = new TableLog(database.pool());
        log.lag();
        var lagging = new Instance(database.pool(), new FakeContactsProvider("google"), log);
        lagging.accounts.connect("google", "home");
        lagging.poll();
        database.sql("UPDATE contacts_sync_runs SET chain_started_at = now() - interval '7 hours'");
        start();

        instance.poll();

        assertThat(instance.queries.latest("google", null, 9).await().indefinitely())
                .extracting(RunView::state)
                .containsExactly(RunState.SUCCEEDED);
    }

    @Test
    void forgetsOldRunsHoweverManyThereAre() {
        instance.accounts.connect("google", "home");
        database.sql("""
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, state, phase, generation,
                                                chain_fence, started_at, ended_at)
                SELECT gen_random_uuid(), 'google', 'home', 'incremental', 'schedule', 'SUCCEEDED', 'DONE', 1, 1,
                       now() - interval '31 days' - n * interval '1 second', now() - interval '31 days'
                FROM generate_series(1, 12000) n
                """);

        start();

        assertThat(database.sql("SELECT 1 FROM contacts_sync_runs")).hasSize(1);
    }

    @Test
    void forgetsOldRunsButNotTheLatest() {
        instance.accounts.connect("google", "home");
        for (int count = 0; count < 3; count++) {
            database.sql("UPDATE contacts_sync_leases SET next_run_at = now()");
            instance.poll();
        }
        database.sql("UPDATE contacts_sync_runs SET ended_at = now() - interval '31 days'");

        start();

        assertThat(instance.queries.latest("google", null, 9).await().indefinitely())
                .hasSize(1);
    }
}
