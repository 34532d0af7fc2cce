package dev.kith.sync.database;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells by SQLSTATE what a failed statement means. */
public final class SqlFailures {

    /** Bad data, a broken constraint, a value beyond the limits of an index. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    private SqlFailures() {}

    /** A value was refused: some contact is to blame. */
    public static boolean refused(Throwable failure) {
        String state = state(failure);
        return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
    }

    /** A value was refused for what it is, whatever else is there: it will be refused again. */
    public static boolean never(Throwable failure) {
        String state = state(failure);
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    /** Two transactions got in each other's way (class 40): try again. */
    public static boolean serialization(Throwable failure) {
        String state = state(failure);
        return state != null && state.startsWith("40");
    }

    /** A row that another one refers to is gone. */
    public static boolean foreignKey(Throwable failure) {
        return "23503".equals(state(failure));
    }

    /** The SQLSTATE of a failure of the database; {@code null} for any other. */
    public static String state(Throwable failure) {
        return failure instanceof PgException refusal ? refusal.getSqlState() : null;
    }
}
