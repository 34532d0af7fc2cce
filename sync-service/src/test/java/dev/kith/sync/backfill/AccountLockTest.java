package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture.RunFixture;
import dev.kith.sync.backfill.write.ReplayRows;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.LockQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever had to wait for an account decides by what stands after the wait. */
@Concurrent
class AccountLockTest {

    private static final String DISCONNECT =
            "UPDATE contacts_source_accounts SET disconnected_at = now() WHERE account_id = 'home'";

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void anApplierSeesThatItsRunEndedMeanwhile() {
        assertThat(applierAfterWaitingFor("UPDATE contacts_sync_runs SET state = 'FAILED', ended_at = now()")
                        .open())
                .isFalse();
    }

    @Test
    void anApplierSeesThatTheChainBeganAnewMeanwhile() {
        assertThat(applierAfterWaitingFor("UPDATE contacts_sync_runs SET chain_fence = 7")
                        .chainFence())
                .isEqualTo(7);
    }

    @Test
    void anApplierSeesThatTheAccountWasDisconnectedMeanwhile() {
        assertThat(applierAfterWaitingFor(DISCONNECT).open()).isFalse();
    }

    @Test
    void aReplaySeesThatTheAccountWasDisconnectedMeanwhile() {
        Optional<Standing> standing = afterWaitingFor(DISCONNECT, connection -> ReplayRows.lock(connection, HOME));

        assertThat(standing).isEmpty();
    }

    private Standing applierAfterWaitingFor(String done) {
        RunFixture run = crm.run(HOME, SyncMode.FULL);
        return afterWaitingFor(done, connection -> RunLedger.lock(connection, HOME, run.runId()));
    }

    private <T> T afterWaitingFor(String done, Function<SqlConnection, Uni<T>> waiter) {
        return LockQueue.afterWaitingFor(
                crm.pool(),
                LockQueue.account(HOME.accountId()),
                done,
                () -> crm.pool().withTransaction(waiter));
    }
}
