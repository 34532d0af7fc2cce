package dev.kith.sync.backfill.write;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.stream.Stream;

/**
 * Keeps two transactions from making the same person at once. Everybody who creates or links a contact takes the stripes
 * of its keys first, in ascending order, until the transaction ends.
 */
public final class AdvisoryLocks {

    // Any number will do, as long as it is nobody else's.
    private static final int SPACE = 0x4B495448;

    private static final String TAKE = "SELECT pg_advisory_xact_lock($1, stripe) FROM unnest($2::int[]) stripe";

    private AdvisoryLocks() {}

    public static Uni<Void> take(SqlConnection connection, Stream<Integer> stripes) {
        Integer[] ascending = stripes.distinct().sorted().toArray(Integer[]::new);
        return ascending.length == 0
                ? Uni.createFrom().voidItem()
                : Rows.execute(connection, TAKE, Tuple.tuple().addInteger(SPACE).addArrayOfInteger(ascending))
                        .replaceWithVoid();
    }
}
