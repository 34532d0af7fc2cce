package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.ChainBroken;
import dev.kith.sync.provider.ProviderFailure.CursorExpired;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.Transient;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a run whose source or credentials fail, and of its account. */
class FailingRunsTest {

    @RegisterExtension
    static final PolledAccount home = new PolledAccount();

    @Test
    void becomesFullInTheSameRunWhenTheCursorExpired() {
        home.instance.poll();
        home.makeDue();
        home.provider.failingOnce(new CursorExpired("expired"));

        home.instance.poll();

        var batches = home.log.batches();
        assertThat(home.provider.calls()).endsWith("incremental:cursor-1:null", "full:null");
        assertThat(home.latest().mode()).isEqualTo(SyncMode.FULL);
        assertThat(home.latest().runId()).isEqualTo(batches.get(1).run().runId());
        assertThat(batches.get(1).run().page()).isEqualTo(1);
        assertThat(batches.get(1).run().generation()).isEqualTo(2);
        assertThat(batches.get(1).run().fence())
                .isGreaterThan(batches.get(0).run().fence() + 1);
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void becomesFullWhenTheCursorExpiresOnTheSecondPage() {
        home.instance.poll();
        home.makeDue();
        home.provider.holdingPages(2).failingOnceAt("p2", new CursorExpired("expired"));

        home.instance.poll();

        assertThat(home.provider.calls()).endsWith("full:null", "full:p2");
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(home.latest().mode()).isEqualTo(SyncMode.FULL);
    }

    @Test
    void givesUpWhenAFullListingFindsTheCursorExpiredToo() {
        home.instance.poll();
        home.makeDue();
        home.provider.failingOnce(new CursorExpired("expired")).failingOnce(new CursorExpired("expired"));

        home.instance.poll();

        assertThat(home.latest().state()).isEqualTo(RunState.FAILED);
        assertThat(home.latest().error().code()).isEqualTo("cursor_expired");
    }

    @Test
    void beginsABrokenChainAgainOnceAndKeepsTheCursor() {
        home.instance.poll();
        home.makeDue();
        home.provider.holdingPages(2).failingOnceAt("p2", new ChainBroken("broken"));

        home.instance.poll();

        assertThat(home.provider.calls()).endsWith("incremental:cursor-1:null", "incremental:cursor-1:p2");
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(home.latest().mode()).isEqualTo(SyncMode.INCREMENTAL);
    }

    @Test
    void saysAtOnceThatTheChainBreaksAgainAndAgain() {
        home.provider.failingOnce(new ChainBroken("broken")).failingOnce(new ChainBroken("broken"));

        home.instance.poll();

        assertThat(home.latest().error().code()).isEqualTo("permanent");
        assertThat(home.status().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(home.status().message()).contains("twice in a row");
    }

    @Test
    void stopsPollingUntilSomebodyConsentsAgain() {
        home.provider.refusingCredentials(new AuthRevoked("Connect the account again."));
        home.instance.poll();
        home.makeDue();

        assertThat(home.instance.poll()).isZero();
        assertThat(home.status().health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(home.status().message()).isEqualTo("Connect the account again.");
        assertThat(home.status().lastError()).isEqualTo("Connect the account again.");
        assertThat(home.latest().state()).isEqualTo(RunState.FAILED);
        assertThat(home.latest().error().code()).isEqualTo("auth_revoked");
    }

    @Test
    void degradesAfterThreeFailuresInARowAndHealsWithTheNextSuccess() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            home.provider.failingOnce(new Transient("Check the network."));
            home.makeDue();
            home.instance.poll();
        }
        var degraded = home.status();
        home.makeDue();
        home.instance.poll();

        assertThat(degraded.health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(degraded.message()).contains("Check the network.");
        assertThat(home.status().health()).isEqualTo(AccountHealth.OK);
        assertThat(home.status().lastError()).isNull();
    }

    @Test
    void leavesARateLimitedSourceAloneAsLongAsItAsks() {
        home.provider.failingOnce(new RateLimited(Duration.ofHours(2), "later"));

        home.instance.poll();

        assertThat(home.status().nextRunAt())
                .isAfter(Clock.systemUTC().instant().plus(Duration.ofMinutes(119)));
        assertThat(home.status().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void keepsTheCursorOfAFailedRun() {
        home.instance.poll();
        home.makeDue();
        home.provider.holdingPages(2).failingOnceAt("p2", new Transient("t"));

        home.instance.poll();

        assertThat(home.database
                        .sql("SELECT sync_cursor FROM contacts_sync_state")
                        .get(0)
                        .getString(0))
                .isEqualTo("cursor-1");
    }

    @Test
    void keepsTheTimeOfTheLastSuccessThroughAFailure() {
        home.instance.poll();
        var succeeded = home.status().lastSuccessAt();
        home.makeDue();
        home.provider.failingOnce(new Transient("t"));

        home.instance.poll();

        assertThat(home.latest().state()).isEqualTo(RunState.FAILED);
        assertThat(succeeded).isNotNull();
        assertThat(home.status().lastSuccessAt()).isEqualTo(succeeded);
    }

    @Test
    void refusesAnotherOwner() {
        home.instance.poll();
        home.provider.answeringAs("people/somebody-else");
        home.instance
                .runs
                .open(home.account, SyncMode.FULL, RunTrigger.REQUEST)
                .await()
                .indefinitely();

        home.instance.poll();

        assertThat(home.latest().error().code()).isEqualTo("wrong_identity");
        assertThat(home.status().health()).isEqualTo(AccountHealth.NEEDS_CONSENT);
        assertThat(home.log.batches()).hasSize(1);
    }

    @Test
    void namesTheStreamThatWasLeftOut() {
        home.provider.leavingOutAStream(new ScopeMissing("other", "other", "Grant the other scope."));

        home.instance.poll();

        assertThat(home.status().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(home.status().message()).isEqualTo("Grant the other scope.");
    }

    @Test
    void countsAFullRunThatFailedAsAGenerationOfItsOwn() {
        home.provider.holdingPages(2).failingOnceAt("p2", new Transient("busy"));
        home.instance.poll();
        assertThat(home.latest().state()).isEqualTo(RunState.FAILED);
        home.makeDue();

        home.instance.poll();

        assertThat(home.log.batches())
                .extracting(batch -> batch.run().generation())
                .containsExactly(1L, 2L, 2L);
    }

    @Test
    void countsEachChainOfAFullRunThatFailedAsAGeneration() {
        home.provider.failingOnce(new ChainBroken("broken")).failingOnce(new ChainBroken("broken"));
        home.instance.poll();
        assertThat(home.latest().state()).isEqualTo(RunState.FAILED);
        home.makeDue();

        home.instance.poll();

        assertThat(home.log.batches())
                .extracting(batch -> batch.run().generation())
                .containsExactly(3L);
    }
}
