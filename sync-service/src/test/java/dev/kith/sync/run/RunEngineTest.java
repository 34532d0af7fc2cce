package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.metrics.Metric;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an account is listed, page by page, and what is told of it. */
class RunEngineTest {

    @RegisterExtension
    static final PolledAccount home = new PolledAccount();

    @Test
    void listsEverythingPageByPageTheFirstTime() {
        home.provider.holdingPages(3);

        home.instance.poll();

        assertThat(home.provider.calls()).containsExactly("full:null", "full:p2", "full:p3");
        assertThat(home.log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 2, 3);
        assertThat(home.log.batches()).extracting(batch -> batch.run().last()).containsExactly(false, false, true);
        assertThat(home.log.batches()).extracting("nextSyncCursor").containsExactly(null, null, "cursor-3");
        assertThat(home.log.batches()).extracting("checkpoint").containsExactly("p2", "p3", null);
        assertThat(home.log.batches()).allSatisfy(batch -> {
            assertThat(batch.run().generation()).isEqualTo(1);
            assertThat(batch.run().mode()).isEqualTo(SyncMode.FULL);
        });
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(home.status().cursorPresent()).isTrue();
        assertThat(home.status().cursorExpiresAt())
                .isEqualTo(home.status().lastFullSyncAt().plus(Duration.ofDays(7)));
    }

    @Test
    void readsChangesFromTheCursorAfterwards() {
        home.instance.poll();
        home.makeDue();

        home.instance.poll();

        assertThat(home.provider.calls()).containsExactly("full:null", "incremental:cursor-1:null");
        assertThat(home.log.batches().get(1).run().generation()).isEqualTo(1);
    }

    @Test
    void fetchesOnePageAheadAndNoMore() {
        home.provider.holdingPages(5);
        home.log.before(batch -> assertThat(home.provider.calls())
                .hasSizeLessThanOrEqualTo(batch.run().page() + 1));

        home.instance.poll();

        assertThat(home.log.batches()).hasSize(5);
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void publishesNothingWhenNothingChanged() {
        home.instance.poll();
        home.provider.unchanged();
        home.makeDue();

        home.instance.poll();

        assertThat(home.log.batches()).hasSize(1);
        assertThat(home.latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(home.latest().mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(home.status().lastIncrementalSyncAt()).isNotNull();
        assertThat(home.database
                        .sql("SELECT sync_cursor FROM contacts_sync_state")
                        .get(0)
                        .getString(0))
                .isEqualTo("cursor-2");
    }

    @Test
    void waitsAboutTheIntervalAfterARun() {
        home.instance.poll();

        assertThat(home.instance.poll()).isZero();
        assertThat(Duration.between(Clock.systemUTC().instant(), home.status().nextRunAt()))
                .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(17));
    }

    @Test
    void leavesPausedAccountsAlone() {
        home.instance.accounts.accounts().pause("google", "home").await().indefinitely();

        assertThat(home.instance.poll()).isZero();
        assertThat(home.status().health()).isEqualTo(AccountHealth.PAUSED);
        assertThat(home.status().nextRunAt()).isNull();
    }

    @Test
    void countsWhatItRead() {
        home.instance.poll();

        assertThat(home.instance
                        .meters
                        .get(Metric.SYNC_READS.id())
                        .tags("provider", "google", "mode", "full", "outcome", "published")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leavesATraceUnderTheRunsId() {
        home.instance.poll();

        var run = home.instance
                .queries
                .latest(null, null, 1)
                .await()
                .indefinitely()
                .get(0);
        assertThat(home.instance.spans.ended()).extracting(SpanData::getName).contains("fetch page", "publish page");
        assertThat(home.instance.spans.ended())
                .extracting(SpanData::getTraceId)
                .containsOnly(run.runId().toString().replace("-", ""));
    }
}
