package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.kith.model.SyncMode;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import dev.kith.sync.testing.Rows;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Concurrent
class SyncNowTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static MigratedDatabase database;

    private final FakeContactsProvider provider = new FakeContactsProvider("google");
    private TableLog log;
    private Instance instance;
    private SourceAccount home;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void connectTwoAccounts() {
        database.clear();
        log = new TableLog(database.pool());
        instance = new Instance(database.pool(), provider, log);
        home = instance.accounts.connect("google", "home");
        instance.accounts.connect("google", "work");
    }

    @AfterEach
    void stopTheInstance() {
        instance.scheduler.stop(new ShutdownEvent());
    }

    private List<RunView> sync(String accountId, SyncMode mode) {
        List<RunView> ended = instance.syncNow
                .start("google", accountId, mode, LONG_ENOUGH)
                .await()
                .indefinitely();
        // A run has ended a moment before its lease is given back, and no tick of a clock looks again here.
        await().atMost(LONG_ENOUGH)
                .until(() -> new Rows(database.pool())
                        .texts("SELECT account_id FROM contacts_sync_leases WHERE owner IS NOT NULL")
                        .isEmpty());
        return ended;
    }

    @Test
    void runsEveryAccountOfTheProviderToItsEnd() {
        assertThat(sync(null, SyncMode.INCREMENTAL))
                .extracting(RunView::accountId, RunView::state, RunView::mode)
                .containsExactly(
                        tuple("home", RunState.SUCCEEDED, SyncMode.FULL),
                        tuple("work", RunState.SUCCEEDED, SyncMode.FULL));
    }

    @Test
    void takesAllToMeanEveryPolledProvider() {
        assertThat(instance.syncNow
                        .start("all", null, SyncMode.FULL, LONG_ENOUGH)
                        .await()
                        .indefinitely())
                .hasSize(2);
    }

    @Test
    void runsThoughNothingIsDue() {
        sync("home", SyncMode.FULL);

        assertThat(sync("home", SyncMode.INCREMENTAL)).extracting(RunView::mode).containsExactly(SyncMode.INCREMENTAL);
    }

    @Test
    void answersWithTheOpenRunAndLetsAFullOneFollow() {
        sync("home", SyncMode.FULL);
        log.lag();
        var open = instance.syncNow
                .start("google", "home", SyncMode.INCREMENTAL)
                .await()
                .indefinitely()
                .get(0);
        var asked = instance.syncNow
                .start("google", "home", SyncMode.FULL)
                .await()
                .indefinitely()
                .get(0);
        var requested = database.sql("SELECT full_requested FROM contacts_sync_state WHERE account_id = 'home'")
                .get(0)
                .getBoolean(0);
        database.sql("UPDATE contacts_sync_runs SET state = 'SUCCEEDED', ended_at = now() WHERE state = 'RUNNING'");

        var following =
                instance.runs.open(home, null, RunTrigger.SCHEDULE).await().indefinitely();

        assertThat(asked.runId()).isEqualTo(open.runId());
        assertThat(requested).isTrue();
        // Whether it was opened here or by the scheduler, which was woken.
        assertThat(following.run().runId()).isNotEqualTo(open.runId());
        assertThat(following.run().mode()).isEqualTo(SyncMode.FULL);
    }

    @Test
    void waitsForTheFullRunThatFollowsAnOpenIncrementalOne() {
        sync("home", SyncMode.FULL);
        log.lag();
        var open = instance.syncNow
                .start("google", "home", SyncMode.INCREMENTAL)
                .await()
                .indefinitely()
                .get(0);
        await().atMost(LONG_ENOUGH)
                .until(() -> log.batches().stream()
                        .anyMatch(page -> page.run().runId().equals(open.runId())));

        var answer = instance.syncNow
                .start("google", "home", SyncMode.FULL, LONG_ENOUGH)
                .subscribeAsCompletionStage();
        await().atMost(LONG_ENOUGH)
                .until(() -> !database.sql("SELECT 1 FROM contacts_sync_state WHERE full_requested")
                        .isEmpty());
        log.catchUp();
        await().atMost(LONG_ENOUGH).until(() -> {
            instance.scheduler.wake();
            return answer.isDone();
        });

        assertThat(answer.join())
                .singleElement()
                .satisfies(run -> assertThat(run.runId()).isNotEqualTo(open.runId()))
                .extracting(RunView::mode, RunView::state)
                .containsExactly(SyncMode.FULL, RunState.SUCCEEDED);
    }

    @Test
    void waitsForNoFullRunAfterAnOpenOneThatFailed() {
        sync("home", SyncMode.FULL);
        provider.failingOnce(new AuthRevoked("Connect the account again."));
        instance.runs
                .open(home, SyncMode.INCREMENTAL, RunTrigger.REQUEST)
                .await()
                .indefinitely();

        var run = sync("home", SyncMode.FULL).get(0);

        assertThat(run.mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(run.error().code()).isEqualTo("auth_revoked");
    }

    @Test
    void triesAnAccountThatNeedsConsentWhenAsked() {
        provider.refusingCredentials(new AuthRevoked("again"));
        sync("home", SyncMode.FULL);
        provider.acceptingCredentials();

        assertThat(sync("home", SyncMode.FULL)).extracting(RunView::state).containsExactly(RunState.SUCCEEDED);
    }

    @Test
    void answersWithARunThatFailed() {
        provider.refusingCredentials(new AuthRevoked("Connect the account again."));

        var run = sync("home", SyncMode.FULL).get(0);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error()).isEqualTo(new RunError("auth_revoked", "Connect the account again."));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> instance.syncNow
                        .start("fax", null, SyncMode.FULL)
                        .await()
                        .indefinitely())
                .isInstanceOf(SyncRefusedException.class)
                .extracting("reason")
                .isEqualTo(SyncRefusedException.Reason.UNKNOWN_PROVIDER);
        assertThatThrownBy(() -> sync("nobody", SyncMode.FULL))
                .isInstanceOf(SyncRefusedException.class)
                .extracting("reason")
                .isEqualTo(SyncRefusedException.Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    void refusesAPausedAccountAndPassesItOverAmongAll() {
        instance.accounts.accounts().pause("google", "home").await().indefinitely();

        assertThatThrownBy(() -> sync("home", SyncMode.FULL))
                .isInstanceOf(SyncRefusedException.class)
                .hasMessageContaining("resume");
        assertThat(sync(null, SyncMode.FULL)).extracting(RunView::accountId).containsExactly("work");
    }

    @Test
    void answersWithWhatItHasWhenTheTimeIsUp() {
        log.lag();

        var run = instance.syncNow
                .start("google", "home", SyncMode.FULL, Duration.ofMillis(1))
                .await()
                .indefinitely()
                .get(0);

        assertThat(run.state()).isEqualTo(RunState.RUNNING);
    }
}
