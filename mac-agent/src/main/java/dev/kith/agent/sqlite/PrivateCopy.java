package dev.kith.agent.sqlite;

import dev.kith.agent.sqlite.StoreException.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A copy of a database in a folder that only this user may enter, gone when closed. */
final class PrivateCopy implements AutoCloseable {

    private static final String PREFIX = "kith-mac-agent-";
    /** How often, and how long apart, a store is looked at that somebody is writing. */
    static final int ATTEMPTS = 5;

    static final Duration PAUSE = Duration.ofMillis(200);

    private final Path folder;
    private final StoreFile copy;

    private PrivateCopy(Path folder, StoreFile copy) {
        this.folder = folder;
        this.copy = copy;
    }

    /** Copies until nobody wrote meanwhile. */
    static PrivateCopy of(StoreFile store, FileAccess access, Path temporary) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path folder = Files.createTempDirectory(
                    temporary, PREFIX + ProcessHandle.current().pid() + "-");
            PrivateCopy copy = new PrivateCopy(
                    folder, new StoreFile(folder.resolve(store.path().getFileName())));
            boolean whole = false;
            try {
                String before = store.fingerprint(access);
                copy.take(store);
                whole = before.equals(store.fingerprint(access));
            } finally {
                if (!whole) {
                    copy.close();
                }
            }
            if (whole) {
                return copy;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StoreException(Problem.LOCKED, "it is written all the time and cannot be copied whole");
    }

    private void take(StoreFile store) throws IOException {
        long needed = Files.size(store.path());
        if (Files.getFileStore(folder).getUsableSpace() < needed + needed / 4) {
            throw new StoreException(
                    Problem.UNREADABLE, "there is no room for a private copy of it in " + folder.getParent());
        }
        Files.copy(store.path(), copy.path());
        takeIfThere(store.wal(), copy.wal());
        takeIfThere(store.journal(), copy.journal());
    }

    private static void takeIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException e) {
            // Then the database has none.
        }
    }

    Path path() {
        return copy.path();
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Deletes the copies of agents that were killed. */
    static void deleteLeftOvers(Path temporary) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isLeftOver(folder)) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isLeftOver(Path folder) throws IOException {
        String pid = folder.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        return pid.matches("\\d{1,10}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty()
                && Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
    }
}
