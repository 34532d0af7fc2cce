package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Stops the PostgreSQL that a killed launcher left running on a data folder: the next start would wait for it in vain. */
final class StalePostmaster {

    /** The last checkpoint writes all that is in memory, on a disk that may be busy. */
    private static final long PATIENCE_SECONDS = 90;

    private StalePostmaster() {}

    static void stop(Path dataFolder) {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> running = recorded(pidFile).filter(process -> runsOn(process, dataFolder));
            if (running.isPresent()) {
                interrupt(running.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("the PostgreSQL left in " + dataFolder + " could not be stopped", e);
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

    private static void interrupt(ProcessHandle process) throws IOException {
        // A fast shutdown, which rolls open transactions back and keeps everything committed.
        // Not every system has a kill beside the one of its shell.
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + process.pid() + " is still running", e);
        }
    }
}
