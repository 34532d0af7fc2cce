package dev.kith.sync.testing;

import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Has somebody wait for a lock while something is done under it. */
public final class LockQueue {

    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final String WAITING =
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private LockQueue() {}

    /** @return a statement that locks an account as everybody does who works on it */
    public static String account(String accountId) {
        return "SELECT 1 FROM contacts_sync_state WHERE account_id = '" + accountId + "' FOR UPDATE";
    }

    /**
     * @param lock a statement that locks what the waiter waits for
     * @param done a statement that is executed while the waiter waits
     * @return what the waiter comes to
     */
    public static <T> T afterWaitingFor(Pool pool, String lock, String done, Supplier<Uni<T>> waiter) {
        SqlConnection holder = pool.getConnection().await().atMost(WAIT);
        try {
            Transaction transaction = holder.begin().await().atMost(WAIT);
            holder.query(lock).execute().await().atMost(WAIT);
            CompletableFuture<T> waiting = waiter.get().subscribeAsCompletionStage();
            await().atMost(WAIT)
                    .until(() ->
                            pool.query(WAITING).execute().await().atMost(WAIT).size() == 1);
            holder.query(done).execute().await().atMost(WAIT);
            transaction.commit().await().atMost(WAIT);
            return Uni.createFrom().completionStage(waiting).await().atMost(WAIT);
        } finally {
            holder.close().await().atMost(WAIT);
        }
    }
}
