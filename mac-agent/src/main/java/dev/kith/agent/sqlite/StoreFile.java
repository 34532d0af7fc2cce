package dev.kith.agent.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SQLite database and the files SQLite keeps beside it.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite's file format</a>
 */
public record StoreFile(Path path) {

    static final int HEADER = 100;
    private static final byte[] MAGIC = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};
    private static final int WRITE_VERSION = 18;
    private static final byte WRITE_AHEAD_LOG = 2;
    private static final int WAL_HEADER = 32;

    Path wal() {
        return beside("-wal");
    }

    Path sharedMemory() {
        return beside("-shm");
    }

    Path journal() {
        return beside("-journal");
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    static boolean isDatabase(byte[] header) {
        return header.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(header, MAGIC.length), MAGIC);
    }

    static boolean usesWriteAheadLog(byte[] header) {
        return header.length > WRITE_VERSION && header[WRITE_VERSION] == WRITE_AHEAD_LOG;
    }

    boolean hasWriteAheadLog() throws IOException {
        return size(wal()) > 0;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Differs as soon as somebody wrote: size and time of the file and its logs, and the log's salts. */
    public String fingerprint(FileAccess access) throws IOException {
        return fingerprint(path) + fingerprint(wal()) + fingerprint(journal()) + salts(access);
    }

    private static String fingerprint(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "@" + attributes.lastModifiedTime() + " ";
        } catch (NoSuchFileException e) {
            return "none ";
        }
    }

    private String salts(FileAccess access) throws IOException {
        return HexFormat.of().formatHex(access.headIfThere(wal(), WAL_HEADER));
    }
}
