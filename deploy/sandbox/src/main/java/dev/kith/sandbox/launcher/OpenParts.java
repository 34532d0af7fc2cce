package dev.kith.sandbox.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/** What is running, in the order it was started; closed the other way round, whoever asks first. */
final class OpenParts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Starts a part; a stop that comes meanwhile waits for it, so that nothing is left half started. */
    <T extends AutoCloseable> T open(String name, Callable<T> start) {
        return open(name, "Look above for what it said, and start it again.", start);
    }

    /**
     * @param nextStep what helps when it does not start
     */
    synchronized <T extends AutoCloseable> T open(String name, String nextStep, Callable<T> start) {
        if (closed) {
            throw new LauncherException("stopped while starting.", "Start it again with ./kith up.");
        }
        try {
            T part = start.call();
            parts.push(part);
            return part;
        } catch (LauncherException e) {
            throw e;
        } catch (Exception e) {
            throw new LauncherException(name + " did not start: " + rootOf(e) + ".", nextStep);
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException("a part did not stop: " + rootOf(e), e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
