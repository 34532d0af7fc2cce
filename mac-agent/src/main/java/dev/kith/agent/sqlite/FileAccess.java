package dev.kith.agent.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reading files the way that shows whether it is allowed: on a Mac without Full Disk Access a protected file exists, has a
 * size and is called readable, and only opening it fails.
 */
public interface FileAccess {

    FileAccess REAL = new FileAccess() {};

    /** The first bytes of a file, fewer where it is shorter. */
    default byte[] head(Path file, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /** The same; none where there is no such file. */
    default byte[] headIfThere(Path file, int length) throws IOException {
        try {
            return head(file, length);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** What a folder holds, by name. */
    default List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort(Comparator.naturalOrder());
        return entries;
    }
}
