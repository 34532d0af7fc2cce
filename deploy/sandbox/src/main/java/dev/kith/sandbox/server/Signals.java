package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one process can do to another from outside. */
public final class Signals {

    private static final int PATIENCE_SECONDS = 10;
    private static final String FULL = "--fsize=1:unlimited";

    private Signals() {}

    /** @param name as {@code kill} knows it */
    public static void send(String name, long pid) {
        // Not every system has a kill beside the one of its shell.
        run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    /** Lets a process write no file beyond its first byte, which it takes for a full disk; only Linux can do that. */
    public static void fillDiskOf(long pid) {
        if (!run(List.of("prlimit", "--pid", String.valueOf(pid), FULL))) {
            throw new IllegalStateException("prlimit refused to fill the disk of process " + pid);
        }
    }

    /** Whether that is permitted here, too: on a process of its own. */
    public static boolean canFillDisks() {
        try {
            return run(List.of("prlimit", FULL, "true"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static boolean run(List<String> command) {
        try {
            Process asked = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
