package dev.kith.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish of whoever sends SIGTERM: long work looks for it, ends at a safe place and says so. */
public final class Stop {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    public void request() {
        requested.countDown();
    }

    /** Waits unless a stop is asked for; tells whether it is. */
    public boolean await(Duration pause) {
        try {
            return requested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void done() {
        done.countDown();
    }

    /** Lets the JVM's end wait for that of the work. */
    void onSignals() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            request();
                            try {
                                done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }
}
