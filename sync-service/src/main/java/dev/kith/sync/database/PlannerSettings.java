package dev.kith.sync.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What PostgreSQL's planner is told for some statements of a transaction only. Whoever's statements these are issues them
 * once subscribed to; the connection pipelines them between the settings.
 */
public final class PlannerSettings {

    private static final String KEEP = "SET LOCAL plan_cache_mode = auto";
    private static final String KEEP_NO_MORE = "SET LOCAL plan_cache_mode TO DEFAULT";
    private static final String BY_INDEX = "SET LOCAL enable_seqscan = off";
    private static final String BY_ANYTHING = "SET LOCAL enable_seqscan TO DEFAULT";

    private PlannerSettings() {}

    /**
     * Has plans kept while rows with foreign keys are inserted. The service's sessions plan each execution of a statement
     * anew ({@code plan_cache_mode} in {@code application.properties}). In them PostgreSQL does the same with its own
     * look-ups of foreign keys, one for each row, and planning such a look-up costs several times what it does.
     */
    public static <T> Uni<T> keepingPlans(SqlConnection connection, Uni<T> inserts) {
        return between(connection, KEEP, inserts, KEEP_NO_MORE);
    }

    /**
     * Has thousands of keys looked up by index. The planner takes every one of them for a page fetched from a disk, so it
     * reads whole tables instead, and calls the function that an index keeps the results of once for each of their rows.
     */
    public static <T> Uni<T> byIndex(SqlConnection connection, Uni<T> lookUps) {
        return between(connection, BY_INDEX, lookUps, BY_ANYTHING);
    }

    private static <T> Uni<T> between(SqlConnection connection, String before, Uni<T> statements, String after) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query(before).execute(),
                        statements,
                        connection.query(after).execute())
                .with((set, result, unset) -> result);
    }
}
