package dev.kith.sync.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * A transaction that loads, decides and writes again when somebody else changed or deleted a row it had loaded, or when the
 * database ended it for standing in another's way.
 */
public final class OptimisticTransaction {

    private static final int RETRIES = 20;

    private OptimisticTransaction() {}

    /** @param work may run several times, each time in a fresh transaction */
    public static <T> Uni<T> in(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return attempt(pool, work, RETRIES);
    }

    private static <T> Uni<T> attempt(Pool pool, Function<SqlConnection, Uni<T>> work, int retriesLeft) {
        Uni<T> attempt = pool.withTransaction(work);
        return retriesLeft == 0
                ? attempt
                : attempt.onFailure(failure -> failure instanceof OptimisticConflictException
                                || SqlFailures.serialization(failure)
                                || SqlFailures.foreignKey(failure))
                        .recoverWithUni(() -> attempt(pool, work, retriesLeft - 1));
    }
}
