package dev.kith.sync.backfill.write;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Has plans kept while rows with foreign keys are inserted. The service's sessions plan each execution of a statement
 * anew ({@code plan_cache_mode} in {@code application.properties}). In them PostgreSQL does the same with its own
 * look-ups of foreign keys, one for each row, and planning such a look-up costs several times what it does.
 */
public final class KeptPlans {

    private static final String KEEP = "SET LOCAL plan_cache_mode = auto";
    private static final String AS_BEFORE = "SET LOCAL plan_cache_mode TO DEFAULT";

    private KeptPlans() {}

    /** @param insert issues its statements once it is subscribed to; the connection pipelines them all */
    public static <T> Uni<T> during(SqlConnection connection, Uni<T> insert) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query(KEEP).execute(),
                        insert,
                        connection.query(AS_BEFORE).execute())
                .with((kept, inserted, before) -> inserted);
    }
}
