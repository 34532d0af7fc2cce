package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.LockQueue;
import dev.kith.sync.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs are begun and ended by what stands after the wait for their account, not by what stood before it. */
class WaitingRunsTest {

    private static final MigratedDatabase DATABASE = MigratedDatabase.create();
    private static final String TAKE_OVER =
            "UPDATE contacts_sync_leases SET owner = 'heir', fence = fence + 1 WHERE account_id = 'home'";
    private static final String PUT_OFF =
            "UPDATE contacts_sync_leases SET next_run_at = now() + interval '1 hour' WHERE account_id = 'home'";

    private final Instance instance =
            new Instance(DATABASE.pool(), new FakeContactsProvider("google"), new TableLog(DATABASE.pool()));
    private final RunEnding ending = new RunEnding(DATABASE.pool());
    private SourceAccount account;
    private Lease lease;

    @BeforeEach
    void connect() {
        DATABASE.clear();
        account = instance.accounts.connect("google", "home");
        lease = instance.leases
                .claim("google", "home", "sleeper")
                .await()
                .indefinitely()
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aSleeperDoesNotFailTheRunThatItsHeirWentOnWith() {
        UUID run = open();

        boolean ended =
                afterWaitingFor(TAKE_OVER, () -> ending.fail(lease, run, "network", "No answer.", Optional.empty()));

        assertThat(ended).isFalse();
        assertThat(run().getString("state")).isEqualTo("RUNNING");
        assertThat(state().getInteger("failures_in_row")).isZero();
    }

    @Test
    void aSleeperFindsNoTroubleWithTheRunOfItsHeir() {
        open();

        afterWaitingFor(TAKE_OVER, () -> ending.noteTrouble(lease, "The log cannot be reached."));

        assertThat(state().getString("last_error")).isNull();
    }

    @Test
    void anAccountThatWasPutOffMeanwhileIsNotDue() {
        Optional<OpenedRun> opened = afterWaitingFor(PUT_OFF, () -> instance.runs.openIfDue(account));

        assertThat(opened).isEmpty();
    }

    private UUID open() {
        return instance.runs
                .openIfDue(account)
                .await()
                .indefinitely()
                .orElseThrow()
                .run()
                .runId();
    }

    private static <T> T afterWaitingFor(String done, Supplier<Uni<T>> waiter) {
        return LockQueue.afterWaitingFor(DATABASE.pool(), LockQueue.account("home"), done, waiter);
    }

    private static Row run() {
        return DATABASE.sql("SELECT * FROM contacts_sync_runs").get(0);
    }

    private static Row state() {
        return DATABASE.sql("SELECT * FROM contacts_sync_state").get(0);
    }
}
