package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one process can do to another from outside. */
public final class Signals {

    private static final int PATIENCE_SECONDS = 10;

    private Signals() {}

    /** @param name as {@code kill} knows it */
    public static void send(String name, long pid) {
        // Not every system has a kill beside the one of its shell.
        run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    /** Lets a process write no file beyond its first byte, which it takes for a full disk; only Linux can do that. */
    public static void fillDiskOf(long pid) {
        run(List.of("prlimit", "--pid", String.valueOf(pid), "--fsize=1:unlimited"));
    }

    public static boolean canFillDisks() {
        try {
            Process asked = new ProcessBuilder("prlimit", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
