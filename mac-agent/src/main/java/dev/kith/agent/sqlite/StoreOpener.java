package dev.kith.agent.sqlite;

import dev.kith.agent.sqlite.StoreException.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens Apple's databases without leaving a trace beside them. Plain {@code mode=ro} writes a shared memory file where
 * there is none, and {@code immutable=1} does not see what stands in the write-ahead log; so the way is chosen by the files
 * that are there.
 *
 * @see <a href="https://www.sqlite.org/wal.html#readonly">SQLite on read-only write-ahead logs</a>
 */
public final class StoreOpener {

    private static final String BUSY_MILLISECONDS = "2000";

    private final FileAccess access;
    private final Path temporary;
    private final Clock clock;
    private final Duration pause;
    private final SqliteDriver driver = SqliteDriver.loading();

    public StoreOpener(FileAccess access, Path temporary, Clock clock) {
        this(access, temporary, clock, PrivateCopy.PAUSE);
    }

    /** @param pause before another look at a write-ahead log that breaks off */
    StoreOpener(FileAccess access, Path temporary, Clock clock, Duration pause) {
        this.access = access;
        this.temporary = temporary;
        this.clock = clock;
        this.pause = pause;
    }

    /** Opens a snapshot of the store. Fails with {@link StoreException}. */
    public OpenStore open(Path path) {
        StoreFile file = new StoreFile(path);
        byte[] header = header(path);
        try {
            requireWholeLog(file);
            return switch (rung(file, header)) {
                case LIVE -> liveOrCopy(file);
                case COPY -> copy(file);
                case IMMUTABLE -> immutable(file);
            };
        } catch (IOException e) {
            throw isAboutTemporaryFolder(e)
                    ? new StoreException(
                            Problem.NO_TEMPORARY_FOLDER, "no private copy of it can be made in " + temporary, e)
                    : new StoreException(problem(e), "its files cannot be read", e);
        }
    }

    private boolean isAboutTemporaryFolder(IOException failure) {
        return failure instanceof FileSystemException named
                && named.getFile() != null
                && Path.of(named.getFile()).startsWith(temporary);
    }

    /** Deletes the private copies that killed agents left behind. */
    public void deleteLeftOvers() throws IOException {
        PrivateCopy.deleteLeftOvers(temporary);
    }

    private byte[] header(Path path) {
        byte[] header;
        try {
            header = access.head(path, StoreFile.HEADER);
        } catch (IOException e) {
            throw new StoreException(refined(problem(e), path), "it cannot be opened", e);
        }
        if (!StoreFile.isDatabase(header)) {
            throw new StoreException(
                    Problem.NOT_A_DATABASE, header.length == 0 ? "the file is empty" : "the file is no database");
        }
        return header;
    }

    /** Some versions of macOS hide a protected file but admit that its folder is protected. */
    private Problem refined(Problem problem, Path path) {
        if (problem != Problem.MISSING) {
            return problem;
        }
        try {
            access.list(path.getParent());
            return Problem.MISSING;
        } catch (IOException e) {
            return problem(e);
        }
    }

    /** What it means that a file or folder could not be opened. */
    public static Problem problem(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
            return Problem.MISSING;
        }
        boolean notPermitted = failure instanceof FileSystemException refused
                && refused.getReason() != null
                && refused.getReason().contains("Operation not permitted");
        return failure instanceof AccessDeniedException || notPermitted ? Problem.DENIED : Problem.UNREADABLE;
    }

    /** Somebody may be in the middle of writing it: then it is soon whole. */
    private void requireWholeLog(StoreFile file) throws IOException {
        for (int attempt = 1; !WriteAheadLog.whole(file, access); attempt++) {
            if (attempt == PrivateCopy.ATTEMPTS) {
                throw new StoreException(Problem.CORRUPT, "its write-ahead log breaks off");
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static Rung rung(StoreFile file, byte[] header) throws IOException {
        boolean shared = Files.exists(file.sharedMemory());
        if (file.hasWriteAheadLog()) {
            return shared ? Rung.LIVE : Rung.COPY;
        }
        if (Files.exists(file.journal())) {
            return Rung.COPY;
        }
        return StoreFile.usesWriteAheadLog(header) && !shared ? Rung.IMMUTABLE : Rung.LIVE;
    }

    private OpenStore liveOrCopy(StoreFile file) throws IOException {
        try {
            return snapshot(file.path(), "?mode=ro&readonly_shm=1", Rung.LIVE, () -> {}, () -> {});
        } catch (StoreException e) {
            return switch (e.problem()) {
                case LOCKED, UNREADABLE, DENIED -> copy(file);
                case MISSING, NOT_A_DATABASE, CORRUPT, UNKNOWN_SCHEMA, NO_TEMPORARY_FOLDER -> throw e;
            };
        }
    }

    private OpenStore copy(StoreFile file) throws IOException {
        PrivateCopy copy = PrivateCopy.of(file, access, temporary);
        OpenStore store = null;
        try {
            store = snapshot(copy.path(), "?mode=rw", Rung.COPY, () -> {}, copy::close);
            store.checkPages();
            return store;
        } catch (StoreException e) {
            if (store == null) {
                copy.close();
            } else {
                store.close();
            }
            throw e;
        }
    }

    private OpenStore immutable(StoreFile file) throws IOException {
        String before = file.fingerprint(access);
        return snapshot(
                file.path(),
                "?mode=ro&immutable=1",
                Rung.IMMUTABLE,
                () -> {
                    if (!before.equals(file.fingerprint(access))) {
                        throw new StoreException(Problem.LOCKED, "somebody began to write it while it was read");
                    }
                },
                () -> {});
    }

    private OpenStore snapshot(
            Path path, String mode, Rung rung, OpenStore.Aftermath unchanged, OpenStore.Aftermath cleanUp) {
        Instant asOf = clock.instant();
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", BUSY_MILLISECONDS);
        Connection connection = null;
        boolean opened = false;
        try {
            // toUri escapes what would otherwise end the path and open, or even make, another file.
            connection = driver.connect("jdbc:sqlite:" + path.toUri() + mode, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = 1");
                statement.execute("BEGIN");
                try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
                    tables.next();
                }
            }
            opened = true;
            return new OpenStore(connection, rung, asOf, unchanged, cleanUp);
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        } finally {
            if (!opened && connection != null) {
                closeFailed(connection);
            }
        }
    }

    private static void closeFailed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }
}
