package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The PostgreSQL that runs on a data folder, whoever started it: one that a killed launcher left is in a next one's way. */
final class Postmaster {

    /** The last checkpoint writes all that is in memory, on a disk that may be busy. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(15);
    /** Its processes may be waiting for the same disk. */
    private static final Duration END = Duration.ofSeconds(90);

    private Postmaster() {}

    /** Ends it if it is there, and keeps all that was committed. */
    static void stop(Path dataFolder) {
        stop(dataFolder, CHECKPOINT);
    }

    /** @param patience how long an orderly end may take before it is ended as if it had crashed */
    static void stop(Path dataFolder, Duration patience) {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> running = recorded(pidFile).filter(process -> runsOn(process, dataFolder));
            if (running.isPresent()) {
                end(running.get(), patience);
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("the PostgreSQL in " + dataFolder + " could not be stopped", e);
        }
    }

    /** The process whose number stands in the first line, if there is one. */
    private static Optional<ProcessHandle> recorded(Path pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.limit(1)
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
                    .findFirst();
        }
    }

    /** The number may be another process's by now, another sandbox's PostgreSQL even. */
    private static boolean runsOn(ProcessHandle process, Path dataFolder) {
        String folder = dataFolder.toAbsolutePath().toString();
        boolean isPostgres = process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
        return isPostgres
                && process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(folder))
                        .orElse(false);
    }

    /**
     * Asked for an orderly end while it recovers from a crash, PostgreSQL 17 waits for ever for its own checkpointer.
     * An immediate end always comes, and is recovered from at the next start.
     */
    private static void end(ProcessHandle process, Duration patience) throws IOException {
        Signals.send("INT", process.pid());
        if (!ends(process, patience)) {
            Signals.send("QUIT", process.pid());
            if (!ends(process, END)) {
                throw new IOException("process " + process.pid() + " is still running");
            }
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) throws IOException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("not waited for the end of process " + process.pid(), e);
        } catch (ExecutionException e) {
            throw new IOException("process " + process.pid() + " cannot be watched", e);
        }
    }
}
