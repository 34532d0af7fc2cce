package dev.kith.sync.system;

import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.google.StandInControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** Holds the service at one point of its work, for as long as it stays set. */
interface Trap extends AutoCloseable {

    /** Whether the service has come to the point and waits there. */
    boolean sprung();

    @Override
    void close();

    /** Whether the service came to the point within its time. */
    default boolean awaitSprung() {
        try {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(20))
                    .until(this::sprung);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The service asks for this page and gets no answer. */
    static Trap beforePage(StandInControl google, String account, int page) {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        google.beforePage(account, page, () -> {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return of(() -> asked.getCount() == 0, released::countDown);
    }

    /**
     * The service waits for a lock of ours.
     *
     * @param lock takes what the service needs
     * @param waiting a pattern of the statement that needs it
     */
    static Trap lock(Database database, String lock, String waiting) {
        try {
            Connection holder = database.connect();
            holder.setAutoCommit(false);
            holder.createStatement().execute(lock);
            return of(
                    () -> database.number(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock' AND query ~ ?",
                                    waiting)
                            > 0,
                    () -> release(holder));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same, with a lock that is taken only when the service asks for a page: whoever opens its run needs what waits
     * for the lock, when records of an earlier life are applied first.
     */
    static Trap lockOncePageIsAsked(
            StandInControl google, String account, int page, Database database, String lock, String waiting) {
        AtomicReference<Trap> set = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        google.beforePage(account, page, () -> {
            if (set.get() == null && !over.get()) {
                set.set(lock(database, lock, waiting));
            }
        });
        return of(() -> set.get() != null && set.get().sprung(), () -> {
            over.set(true);
            if (set.get() != null) {
                set.get().close();
            }
        });
    }

    private static void release(Connection holder) {
        try {
            holder.rollback();
            holder.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing is held: the point is passed as soon as the condition holds. */
    static Trap when(BooleanSupplier reached) {
        return of(reached, () -> {});
    }

    /** Both are set; the point is come to when both hold the service. */
    default Trap and(Trap other) {
        return of(() -> sprung() && other.sprung(), () -> {
            close();
            other.close();
        });
    }

    private static Trap of(BooleanSupplier sprung, Runnable release) {
        return new Trap() {
            @Override
            public boolean sprung() {
                return sprung.getAsBoolean();
            }

            @Override
            public void close() {
                release.run();
            }
        };
    }
}
