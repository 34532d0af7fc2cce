package dev.kith.sandbox.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/** One sandbox from its start to its end: a signal, the service's death, or a failed start. */
final class SandboxRun {

    private final LauncherContext context;
    private final SandboxOptions options;
    private final OpenParts parts = new OpenParts();
    private final AtomicBoolean stopping = new AtomicBoolean();
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
            if (!stopping.get()) {
                throw service.died();
            }
        } catch (LauncherException e) {
            if (!stopping.get()) {
                parts.close();
                throw e;
            }
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
        awaitStopped();
        return 0;
    }

    /**
     * Signals are taken here and not in a shutdown hook: hooks run all at once, and PostgreSQL's own would stop the
     * database before the service.
     */
    private void stopInOrderOnSignals() {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (stopping.compareAndSet(false, true)) {
                    new Thread(this::stop, "stop").start();
                }
            });
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
