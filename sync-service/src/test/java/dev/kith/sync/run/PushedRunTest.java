package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushedRunTest {

    private static final MigratedDatabase DATABASE = MigratedDatabase.create();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TableLog log = new TableLog(DATABASE.pool());
    private final Instance instance = new Instance(DATABASE.pool(), new FakeContactsProvider("google"), log);
    private final PushedRun pushed = pushed(Clock.systemUTC());
    private ConnectedAccount account;

    @BeforeEach
    void connect() {
        instance.accounts.accounts().ensureFileAccount(Accounts.IMPORT).await().indefinitely();
        account = instance.accounts
                .accounts()
                .get(Accounts.FILE, Accounts.IMPORT)
                .await()
                .indefinitely();
    }

    @AfterEach
    void clear() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private PushedRun pushed(Clock clock) {
        return new PushedRun(
                instance.runs, new RunEnding(DATABASE.pool()), instance.leases, new PushedBatches(log, clock), clock);
    }

    @Test
    void sendsAllPagesAsOneIncrementalRun() {
        push(pages("a", "b", "c"));

        assertThat(log.batches())
                .extracting(batch -> batch.run().page() + " " + batch.run().mode() + " "
                        + batch.run().last() + " " + batch.contacts().get(0).externalId())
                .containsExactly("1 INCREMENTAL false a", "2 INCREMENTAL false b", "3 INCREMENTAL true c");
        assertThat(states()).containsExactly(RunState.SUCCEEDED);
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void opensNothingWhenTheFirstPageCannotBeRead() {
        assertThatThrownBy(() -> push(broken(0))).hasRootCauseInstanceOf(IOException.class);

        assertThat(states()).isEmpty();
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void endsTheRunWhenTheFileBreaksOff() {
        assertThatThrownBy(() -> push(broken(1))).hasRootCauseInstanceOf(IOException.class);

        assertThat(states()).containsExactly(RunState.FAILED);
        assertThat(leaseIsFree()).isTrue();
        push(pages("next"));
        assertThat(states()).containsExactly(RunState.SUCCEEDED, RunState.FAILED);
    }

    @Test
    void endsTheRunWhenTheLogIsAway() {
        log.goDown();

        assertThatThrownBy(() -> push(pages("a"))).isInstanceOf(IllegalStateException.class);

        assertThat(states()).containsExactly(RunState.FAILED);
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void goesOnWhenNobodyWaitsAnyMore() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PushedPages slow = new Pages("a", "b") {
            @Override
            public Page next() throws IOException {
                if (reading.getCount() == 0) {
                    await(goOn);
                }
                reading.countDown();
                return super.next();
            }
        };
        PushedRun.Begun begun =
                pushed.begin(account, RunTrigger.IMPORT, slow).await().atMost(SOON);

        begun.published().subscribe().with(done -> {}).cancel();
        goOn.countDown();
        begun.published().await().atMost(SOON);

        assertThat(log.batches()).hasSize(2);
        assertThat(states()).containsExactly(RunState.SUCCEEDED);
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void givesUpAFileThatIsStillReadWhenTheServiceStops() {
        PushedPages pages = new Pages("a", "b") {
            @Override
            public Page next() throws IOException {
                Page page = super.next();
                if (page.last()) {
                    pushed.stop(new ShutdownEvent());
                }
                return page;
            }
        };

        assertThatThrownBy(() -> push(pages)).isInstanceOf(RunEndedException.class);

        assertThat(states()).containsExactly(RunState.FAILED);
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void endsTheRunOfAReaderThatDiedAndTakesItsPlace() {
        instance.leases.claim("file", Accounts.IMPORT, "dead").await().indefinitely();
        instance.runs.open(account.source(), null, RunTrigger.IMPORT).await().indefinitely();
        DATABASE.sql("UPDATE contacts_sync_leases SET expires_at = now() - interval '1 second'");

        push(pages("a"));

        assertThat(states()).containsExactly(RunState.SUCCEEDED, RunState.FAILED);
    }

    @Test
    void waitsForAnImportThatIsBeingAppliedAndNotForEver() {
        log.lag();
        push(pages("a"));
        PushedRun impatient = pushed(new Leaping());

        assertThatThrownBy(() -> impatient
                        .begin(account, RunTrigger.IMPORT, pages("b"))
                        .await()
                        .atMost(SOON))
                .isInstanceOfSatisfying(
                        SyncRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SyncRefusedException.Reason.BUSY));

        assertThat(states()).containsExactly(RunState.RUNNING);
        assertThat(leaseIsFree()).isTrue();
    }

    @Test
    void aRunWhosePagesNeverArriveDoesNotBlockItsAccountForEver() {
        log.lag();
        push(pages("a"));
        DATABASE.sql("UPDATE contacts_sync_runs SET chain_started_at = now() - interval '7 hours'");

        instance.housekeeping.regularly().await().indefinitely();

        assertThat(states()).containsExactly(RunState.FAILED);
    }

    @Test
    void aRunThatNobodyReadsAnyMoreDoesNotBlockItsAccountForEver() {
        instance.leases.claim("file", Accounts.IMPORT, "dead").await().indefinitely();
        instance.runs.open(account.source(), null, RunTrigger.IMPORT).await().indefinitely();
        DATABASE.sql("UPDATE contacts_sync_leases SET owner = NULL, expires_at = NULL");

        instance.housekeeping.regularly().await().indefinitely();

        assertThat(states()).containsExactly(RunState.FAILED);
    }

    private void push(PushedPages pages) {
        PushedRun.Begun begun =
                pushed.begin(account, RunTrigger.IMPORT, pages).await().atMost(SOON);
        begun.published().await().atMost(SOON);
    }

    private List<RunState> states() {
        return instance.queries.latest("file", null, 9).await().indefinitely().stream()
                .map(RunView::state)
                .toList();
    }

    private static boolean leaseIsFree() {
        return DATABASE.sql("SELECT owner FROM contacts_sync_leases").stream()
                .allMatch(row -> row.getString("owner") == null);
    }

    private static Pages pages(String... externalIds) {
        return new Pages(externalIds);
    }

    /** Reads so many pages and no more. */
    private static PushedPages broken(int after) {
        return new Pages("a", "b") {
            private int read;

            @Override
            public Page next() throws IOException {
                if (read++ == after) {
                    throw new IOException("gone");
                }
                return super.next();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page for each contact. */
    private static class Pages implements PushedPages {

        private final Queue<String> left;

        Pages(String... externalIds) {
            left = new ArrayDeque<>(List.of(externalIds));
        }

        @Override
        public Page next() throws IOException {
            CanonicalContact contact = CanonicalContact.builder(left.remove())
                    .displayName("Somebody")
                    .build();
            return new Contacts("contacts", List.of(contact), List.of(), left.isEmpty());
        }
    }

    /** Ten seconds pass each time somebody looks. */
    private static final class Leaping extends Clock {

        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            now = now.plusSeconds(10);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
