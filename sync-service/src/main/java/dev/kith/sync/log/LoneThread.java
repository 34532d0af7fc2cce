package dev.kith.sync.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread beside all traffic, for work of which one piece at a time is enough. */
public final class LoneThread {

    private static final int PATIENCE_SECONDS = 20;

    private final ExecutorService thread;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopping;

    public LoneThread(String name) {
        this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, name));
    }

    /** Begins the work, unless some is under way or the thread is to stop. */
    public void begin(Runnable work) {
        if (!stopping && working.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    work.run();
                } finally {
                    working.set(false);
                }
            });
        }
    }

    /** Whether the work under way should come to an end. */
    public boolean stopping() {
        return stopping;
    }

    /** Begins nothing more, and gives what is under way some time to end. */
    public void stop() throws InterruptedException {
        stopping = true;
        thread.shutdown();
        thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
