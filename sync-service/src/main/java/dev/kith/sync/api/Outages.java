package dev.kith.sync.api;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.core.impl.NoStackTraceTimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a database or log that is away from a mistake of ours. */
final class Outages {

    /** Connection failures, insufficient resources, operator intervention. */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57");

    /** The session slept in a transaction until the database ended it. */
    private static final String SLEPT = "25P03";

    private Outages() {}

    static boolean isOutage(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .anyMatch(Outages::isAway);
    }

    private static boolean isAway(Throwable cause) {
        if (cause instanceof PgException database) {
            String state = database.getSqlState();
            return SLEPT.equals(state)
                    || state != null && state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2));
        }
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException
                || cause instanceof ClosedConnectionException
                || cause instanceof NoStackTraceTimeoutException
                || cause instanceof RetriableException
                // The pool says so when no connection became free in time.
                || cause instanceof NoStackTraceThrowable && "Timeout".equals(cause.getMessage());
    }
}
