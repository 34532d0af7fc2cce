package dev.kith.sandbox.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** One sandbox from its start to its end: a signal, the service's death, or a failed start. */
final class SandboxRun {

    private static final long SIGNAL_PATIENCE_MILLIS = 1_000;

    private final LauncherContext context;
    private final SandboxOptions options;
    private final OpenParts parts = new OpenParts();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    SandboxRun(LauncherContext context, SandboxOptions options) {
        this.context = context;
        this.options = options;
    }

    int run(ServiceCommand command) {
        stopInOrderOnSignals();
        try {
            ServiceProcess service = new Sandbox(context, parts, options).start(command);
            service.await();
            if (!isStopping(SIGNAL_PATIENCE_MILLIS)) {
                throw service.died();
            }
        } catch (RuntimeException e) {
            if (!isStopping(0)) {
                closeAfter(e);
                throw e;
            }
        }
        awaitStopped();
        return 0;
    }

    /** Ctrl-C reaches the service too, which may be gone a moment before the signal is seen here. */
    private boolean isStopping(long patienceMillis) {
        try {
            return stopping.await(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            parts.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Signals are taken here and not in a shutdown hook: hooks run all at once, and PostgreSQL's own would stop the
     * database before the service.
     */
    private void stopInOrderOnSignals() {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> stopOnce());
        }
    }

    private synchronized void stopOnce() {
        if (stopping.getCount() > 0) {
            stopping.countDown();
            new Thread(this::stop, "stop").start();
        }
    }

    private void stop() {
        try {
            context.terminal().progress("stopping …");
            parts.close();
            context.terminal().progress("stopped; the data stays.");
        } finally {
            stopped.countDown();
        }
    }

    private void awaitStopped() {
        try {
            stopped.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
