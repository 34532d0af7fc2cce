package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.metrics.Metric;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.ChainBroken;
import dev.kith.sync.provider.ProviderFailure.CursorExpired;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunEngineTest {

    private static MigratedDatabase database;

    private final FakeContactsProvider provider = new FakeContactsProvider("google");
    private TableLog log;
    private Instance instance;
    private SourceAccount account;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void connectAnAccount() {
        database.clear();
        log = new TableLog(database.pool());
        instance = new Instance(database.pool(), provider, log);
        account = instance.accounts.connect("google", "home");
    }

    private RunView latest() {
        return instance.queries.latest("google", null, 1).await().indefinitely().get(0);
    }

    private StatusView status() {
        return instance.status.list("google", null).await().indefinitely().get(0);
    }

    private void makeDue() {
        instance.accounts.store().makeDue(account).await().indefinitely();
    }

    private void letLeasesRunOut() {
        database.sql(
                "UPDATE contacts_sync_leases SET expires_at = now() - interval '1 second' WHERE owner IS NOT NULL");
    }

    @Test
    void listsEverythingPageByPageTheFirstTime() {
        provider.holdingPages(3);

        instance.poll();

        assertThat(provider.calls()).containsExactly("full:null", "full:p2", "full:p3");
        assertThat(log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 2, 3);
        assertThat(log.batches()).extracting(batch -> batch.run().last()).containsExactly(false, false, true);
        assertThat(log.batches()).extracting("nextSyncCursor").containsExactly(null, null, "cursor-3");
        assertThat(log.batches()).extracting("checkpoint").containsExactly("p2", "p3", null);
        assertThat(log.batches()).allSatisfy(batch -> {
            assertThat(batch.run().generation()).isEqualTo(1);
            assertThat(batch.run().mode()).isEqualTo(SyncMode.FULL);
        });
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(status().cursorPresent()).isTrue();
        assertThat(status().cursorExpiresAt())
                .isEqualTo(status().lastFullSyncAt().plus(Duration.ofDays(7)));
    }

    @Test
    void readsChangesFromTheCursorAfterwards() {
        instance.poll();
        makeDue();

        instance.poll();

        assertThat(provider.calls()).containsExactly("full:null", "incremental:cursor-1:null");
        assertThat(log.batches().get(1).run().generation()).isEqualTo(1);
    }

    @Test
    void fetchesOnePageAheadAndNoMore() {
        provider.holdingPages(5);
        log.before(batch -> assertThat(provider.calls())
                .hasSizeLessThanOrEqualTo(batch.run().page() + 1));

        instance.poll();

        assertThat(log.batches()).hasSize(5);
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void publishesNothingWhenNothingChanged() {
        instance.poll();
        provider.unchanged();
        makeDue();

        instance.poll();

        assertThat(log.batches()).hasSize(1);
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(latest().mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(status().lastIncrementalSyncAt()).isNotNull();
        assertThat(database.sql("SELECT sync_cursor FROM contacts_sync_state")
                        .get(0)
                        .getString(0))
                .isEqualTo("cursor-2");
    }

    @Test
    void waitsAboutTheIntervalAfterARun() {
        instance.poll();

        assertThat(instance.poll()).isZero();
        assertThat(Duration.between(Clock.systemUTC().instant(), status().nextRunAt()))
                .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(17));
    }

    @Test
    void becomesFullInTheSameRunWhenTheCursorExpired() {
        instance.poll();
        makeDue();
        provider.failingOnce(new CursorExpired("expired"));

        instance.poll();

        var batches = log.batches();
        assertThat(provider.calls()).endsWith("incremental:cursor-1:null", "full:null");
        assertThat(latest().mode()).isEqualTo(SyncMode.FULL);
        assertThat(latest().runId()).isEqualTo(batches.get(1).run().runId());
        assertThat(batches.get(1).run().page()).isEqualTo(1);
        assertThat(batches.get(1).run().generation()).isEqualTo(2);
        assertThat(batches.get(1).run().fence())
                .isGreaterThan(batches.get(0).run().fence() + 1);
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void becomesFullWhenTheCursorExpiresOnTheSecondPage() {
        instance.poll();
        makeDue();
        provider.holdingPages(2).failingOnceAt("p2", new CursorExpired("expired"));

        instance.poll();

        assertThat(provider.calls()).endsWith("full:null", "full:p2");
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(latest().mode()).isEqualTo(SyncMode.FULL);
    }

    @Test
    void givesUpWhenAFullListingFindsTheCursorExpiredToo() {
        instance.poll();
        makeDue();
        provider.failingOnce(new CursorExpired("expired")).failingOnce(new CursorExpired("expired"));

        instance.poll();

        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(latest().error().code()).isEqualTo("cursor_expired");
    }

    @Test
    void beginsABrokenChainAgainOnceAndKeepsTheCursor() {
        instance.poll();
        makeDue();
        provider.holdingPages(2).failingOnceAt("p2", new ChainBroken("broken"));

        instance.poll();

        assertThat(provider.calls()).endsWith("incremental:cursor-1:null", "incremental:cursor-1:p2");
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(latest().mode()).isEqualTo(SyncMode.INCREMENTAL);
    }

    @Test
    void saysAtOnceThatTheChainBreaksAgainAndAgain() {
        provider.failingOnce(new ChainBroken("broken")).failingOnce(new ChainBroken("broken"));

        instance.poll();

        assertThat(latest().error().code()).isEqualTo("permanent");
        assertThat(status().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status().message()).contains("twice in a row");
    }

    @Test
    void stopsPollingUntilSomebodyConsentsAgain() {
        provider.refusingCredentials(new AuthRevoked("Connect the account again."));
        instance.poll();
        makeDue();

        assertThat(instance.poll()).isZero();
        assertThat(status().health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(status().message()).isEqualTo("Connect the account again.");
        assertThat(status().lastError()).isEqualTo("Connect the account again.");
        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(latest().error().code()).isEqualTo("auth_revoked");
    }

    @Test
    void degradesAfterThreeFailuresInARowAndHealsWithTheNextSuccess() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            provider.failingOnce(new Transient("Check the network."));
            makeDue();
            instance.poll();
        }
        var degraded = status();
        makeDue();
        instance.poll();

        assertThat(degraded.health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(degraded.message()).contains("Check the network.");
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(status().lastError()).isNull();
    }

    @Test
    void leavesARateLimitedSourceAloneAsLongAsItAsks() {
        provider.failingOnce(new RateLimited(Duration.ofHours(2), "later"));

        instance.poll();

        assertThat(status().nextRunAt()).isAfter(Clock.systemUTC().instant().plus(Duration.ofMinutes(119)));
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void keepsTheCursorOfAFailedRun() {
        instance.poll();
        makeDue();
        provider.holdingPages(2).failingOnceAt("p2", new Transient("t"));

        instance.poll();

        assertThat(database.sql("SELECT sync_cursor FROM contacts_sync_state")
                        .get(0)
                        .getString(0))
                .isEqualTo("cursor-1");
    }

    @Test
    void keepsTheTimeOfTheLastSuccessThroughAFailure() {
        instance.poll();
        var succeeded = status().lastSuccessAt();
        makeDue();
        provider.failingOnce(new Transient("t"));

        instance.poll();

        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(succeeded).isNotNull();
        assertThat(status().lastSuccessAt()).isEqualTo(succeeded);
    }

    @Test
    void refusesAnotherOwner() {
        instance.poll();
        provider.answeringAs("people/somebody-else");
        instance.runs.open(account, SyncMode.FULL, RunTrigger.REQUEST).await().indefinitely();

        instance.poll();

        assertThat(latest().error().code()).isEqualTo("wrong_identity");
        assertThat(status().health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(log.batches()).hasSize(1);
    }

    @Test
    void namesTheStreamThatWasLeftOut() {
        provider.leavingOutAStream(new ScopeMissing("other", "other", "Grant the other scope."));

        instance.poll();

        assertThat(status().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status().message()).isEqualTo("Grant the other scope.");
    }

    @Test
    void goesOnFromTheCheckpointAfterTheOwnerDied() {
        provider.holdingPages(4);
        var dead = new AtomicBoolean();
        log.before(batch -> dead.set(batch.run().page() == 2));
        instance.poll(dead::get);
        var first = log.batches().get(0).run();
        log.before(batch -> {});

        new Instance(database.pool(), provider, log).poll();

        assertThat(log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 2, 3, 4);
        assertThat(log.batches().get(3).run().runId()).isEqualTo(first.runId());
        assertThat(log.batches().get(3).run().generation()).isEqualTo(first.generation());
        assertThat(log.batches().get(3).run().fence()).isGreaterThan(first.fence());
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void beginsAnOldChainAgain() {
        provider.holdingPages(3);
        var dead = new AtomicBoolean();
        log.before(batch -> dead.set(true));
        instance.poll(dead::get);
        database.sql("UPDATE contacts_sync_runs SET chain_started_at = now() - interval '7 hours'");

        instance.poll();

        assertThat(log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 1, 2, 3);
        assertThat(log.batches()).extracting(batch -> batch.run().generation()).containsExactly(1L, 2L, 2L, 2L);
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void leavesTheRunOpenWhileTheLogIsDownAndGoesOnLater() {
        log.goDown();
        instance.poll();
        var waiting = latest();
        log.comeUp();
        database.sql("UPDATE contacts_sync_runs SET next_attempt_at = now()");

        instance.poll();

        assertThat(waiting.state()).isEqualTo(RunState.RUNNING);
        assertThat(latest().runId()).isEqualTo(waiting.runId());
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void opensNoOtherRunWhileOneIsApplied() {
        log.lag();
        instance.poll();
        makeDue();
        letLeasesRunOut();

        assertThat(instance.poll()).isZero();
        assertThat(latest().state()).isEqualTo(RunState.RUNNING);
        assertThat(instance.queries.latest(null, null, 10).await().indefinitely())
                .hasSize(1);
    }

    @Test
    void readsNothingAgainWhenTheRunItWasClaimedForHasJustEnded() {
        instance.poll();
        var lease = instance.leases
                .claim("google", "home", "another")
                .await()
                .indefinitely()
                .orElseThrow();

        instance.engine.work(lease, () -> false).await().indefinitely();

        assertThat(provider.calls()).containsExactly("full:null");
        assertThat(instance.queries.latest(null, null, 10).await().indefinitely())
                .hasSize(1);
    }

    @Test
    void leavesPausedAccountsAlone() {
        instance.accounts.accounts().pause("google", "home").await().indefinitely();

        assertThat(instance.poll()).isZero();
        assertThat(status().health()).isEqualTo(AccountHealth.PAUSED);
        assertThat(status().nextRunAt()).isNull();
    }

    @Test
    void changesNothingUnderALeaseThatWasLost() {
        var lease = instance.claim().get(0);
        letLeasesRunOut();
        new Instance(database.pool(), provider, log).poll();

        instance.engine.work(lease, () -> false).await().indefinitely();

        assertThat(instance.queries.latest(null, null, 10).await().indefinitely())
                .filteredOn(run -> run.state() == RunState.FAILED)
                .isEmpty();
    }

    @Test
    void countsWhatItRead() {
        instance.poll();

        assertThat(instance.meters
                        .get(Metric.SYNC_READS.id())
                        .tags("provider", "google", "mode", "full", "outcome", "published")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leavesATraceUnderTheRunsId() {
        instance.poll();

        var run = instance.queries.latest(null, null, 1).await().indefinitely().get(0);
        assertThat(instance.spans.ended()).extracting(SpanData::getName).contains("fetch page", "publish page");
        assertThat(instance.spans.ended())
                .extracting(SpanData::getTraceId)
                .containsOnly(run.runId().toString().replace("-", ""));
    }
}
