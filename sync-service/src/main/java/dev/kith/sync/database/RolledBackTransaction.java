package dev.kith.sync.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/** A transaction that shows what work would come to, and leaves nothing of it. */
public final class RolledBackTransaction {

    private RolledBackTransaction() {}

    public static <T> Uni<T> in(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return pool.getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(transaction -> work.apply(connection)
                                // A refused statement has already ended the transaction.
                                .eventually(
                                        () -> transaction.rollback().onFailure().recoverWithNull()))
                        .eventually(connection::close));
    }
}
