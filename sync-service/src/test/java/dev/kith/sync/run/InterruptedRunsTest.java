package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.SyncMode;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who goes on with a run whose owner died, lost its lease, or could not reach the log. */
class InterruptedRunsTest {

    private static final String CHAIN = """
            SELECT r.generation, r.chain_fence, r.chain_started_at, r.stream_failures::text, s.generation AS counted
            FROM contacts_sync_runs r JOIN contacts_sync_state s USING (provider, account_id)
            """;

    @RegisterExtension
    static final PolledAccount home = new PolledAccount();

    @Test
    void goesOnFromTheCheckpointAfterTheOwnerDied() {
        home.provider.holdingPages(4);
        var dead = new AtomicBoolean();
        home.log.before(batch -> dead.set(batch.run().page() == 2));
        home.instance.poll(dead::get);
        var first = home.log.batches().get(0).run();
        home.log.before(batch -> {});

        home.anotherInstance().poll();

        assertThat(home.log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 2, 3, 4);
        assertThat(home.log.batches().get(3).run().runId()).isEqualTo(first.runId());
        assertThat(home.log.batches().get(3).run().generation()).isEqualTo(first.generation());
        assertThat(home.log.batches().get(3).run().fence()).isGreaterThan(first.fence());
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void beginsAnOldChainAgain() {
        home.provider.holdingPages(3);
        var dead = new AtomicBoolean();
        home.log.before(batch -> dead.set(true));
        home.instance.poll(dead::get);
        home.database.sql("UPDATE contacts_sync_runs SET chain_started_at = now() - interval '7 hours'");

        home.instance.poll();

        assertThat(home.log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 1, 2, 3);
        assertThat(home.log.batches())
                .extracting(batch -> batch.run().generation())
                .containsExactly(1L, 2L, 2L, 2L);
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void leavesTheRunOpenWhileTheLogIsDownAndGoesOnLater() {
        home.log.goDown();
        home.instance.poll();
        var waiting = home.latest();
        home.log.comeUp();
        home.database.sql("UPDATE contacts_sync_runs SET next_attempt_at = now()");

        home.instance.poll();

        assertThat(waiting.state()).isEqualTo(RunState.RUNNING);
        assertThat(home.latest().runId()).isEqualTo(waiting.runId());
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void leavesARunOpenThatFailsWhileItsInstanceStops() {
        home.provider.failingOnce(new Permanent("The client is closed."));
        home.instance.poll(() -> !home.provider.calls().isEmpty());
        var open = home.latest();
        var left = home.status();

        home.anotherInstance().poll();

        assertThat(open.state()).isEqualTo(RunState.RUNNING);
        assertThat(left.lastError()).isNull();
        assertThat(home.provider.calls()).containsExactly("full:null", "full:null");
        assertThat(home.latest().runId()).isEqualTo(open.runId());
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void opensNoOtherRunWhileOneIsApplied() {
        home.log.lag();
        home.instance.poll();
        home.makeDue();
        home.letLeasesRunOut();

        assertThat(home.instance.poll()).isZero();
        assertThat(home.latest().state()).isEqualTo(RunState.RUNNING);
        assertThat(home.instance.queries.latest(null, null, 10).await().indefinitely())
                .hasSize(1);
    }

    @Test
    void readsNothingAgainWhenTheRunItWasClaimedForHasJustEnded() {
        home.instance.poll();
        var lease = home.instance
                .leases
                .claim("google", "home", "another")
                .await()
                .indefinitely()
                .orElseThrow();

        home.instance.engine.work(lease, () -> false).await().indefinitely();

        assertThat(home.provider.calls()).containsExactly("full:null");
        assertThat(home.instance.queries.latest(null, null, 10).await().indefinitely())
                .hasSize(1);
    }

    @Test
    void changesNothingUnderALeaseThatWasLost() {
        var lease = home.instance.claim().get(0);
        home.letLeasesRunOut();
        home.anotherInstance().poll();

        home.instance.engine.work(lease, () -> false).await().indefinitely();

        assertThat(home.instance.queries.latest(null, null, 10).await().indefinitely())
                .filteredOn(run -> run.state() == RunState.FAILED)
                .isEmpty();
    }

    @Test
    void leavesTheChainToWhoeverTookItsAccountOver() {
        var lease = home.instance.claim().get(0);
        var run = home.instance
                .runs
                .openIfDue(home.account)
                .await()
                .indefinitely()
                .orElseThrow()
                .run();
        home.letLeasesRunOut();
        home.anotherInstance().claim();
        var heirs = home.database.sql(CHAIN).get(0).deepToString();

        assertThatThrownBy(() -> home.instance
                        .runs
                        .beginChain(run, SyncMode.FULL, lease)
                        .await()
                        .indefinitely())
                .isInstanceOf(RunEndedException.class);
        home.instance
                .runs
                .streamFailed(run.runId(), lease.fence(), "contacts", "permanent", "late")
                .await()
                .indefinitely();

        assertThat(home.database.sql(CHAIN).get(0).deepToString()).isEqualTo(heirs);
    }

    @Test
    void leavesARunToWhoeverTookItsAccountOverAfterTheLastPage() {
        home.provider.holdingPages(2);
        var asleep = new AtomicBoolean();
        home.log.before(batch -> asleep.set(true));
        var lease = home.instance.claim().get(0);
        home.instance.engine.work(lease, asleep::get).await().indefinitely();
        home.makeDue();
        home.anotherInstance().claim();

        home.instance.runs.published(home.latest().runId(), lease).await().indefinitely();

        assertThat(home.database
                        .sql("SELECT phase FROM contacts_sync_runs")
                        .get(0)
                        .getString(0))
                .isEqualTo("FETCHING");
    }
}
