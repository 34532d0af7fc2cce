package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture.RunFixture;
import dev.kith.sync.backfill.write.ReplayRows;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.testing.Concurrent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever had to wait for an account decides by what stands after the wait. */
@Concurrent
class AccountLockTest {

    private static final Duration WAIT = Duration.ofMinutes(1);
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

    /** What is done under the account's lock is done while somebody else waits for it. */
    private <T> T afterWaitingFor(String done, Function<SqlConnection, Uni<T>> waiter) {
        SqlConnection holder = crm.pool().getConnection().await().atMost(WAIT);
        try {
            Transaction transaction = holder.begin().await().atMost(WAIT);
            execute(holder, "UPDATE contacts_sync_state SET sync_cursor = NULL WHERE account_id = 'home'");
            CompletableFuture<T> waiting = crm.pool().withTransaction(waiter).subscribeAsCompletionStage();
            await().atMost(WAIT)
                    .until(() -> crm.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock'")
                                    .size()
                            == 1);
            execute(holder, done);
            transaction.commit().await().atMost(WAIT);
            return Uni.createFrom().completionStage(waiting).await().atMost(WAIT);
        } finally {
            holder.close().await().atMost(WAIT);
        }
    }

    private static void execute(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(WAIT);
    }
}
