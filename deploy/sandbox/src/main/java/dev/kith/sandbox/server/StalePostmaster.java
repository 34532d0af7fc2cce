package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the PostgreSQL that a killed launcher left running on a data folder: the next start would wait for it in vain. */
final class StalePostmaster {

    private static final long PATIENCE_SECONDS = 20;

    private StalePostmaster() {}

    static void stop(Path dataFolder) {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            Optional<ProcessHandle> running = ProcessHandle.of(pid).filter(StalePostmaster::isPostgres);
            if (running.isPresent()) {
                interrupt(running.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("the PostgreSQL left in " + dataFolder + " could not be stopped", e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static void interrupt(ProcessHandle process) throws IOException {
        // A fast shutdown, which rolls open transactions back and keeps everything committed.
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        CompletableFuture<ProcessHandle> gone = process.onExit();
        try {
            gone.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + process.pid() + " is still running", e);
        }
    }
}
