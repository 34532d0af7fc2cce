package dev.kith.sync.provider.file;

import java.io.Closeable;
import java.io.IOException;

/** The cards or records of a file, read one after the other. */
interface FileEntries extends Closeable {

    /**
     * The next entry; {@code null} at the end. Fails with {@link UnreadableFileException} or {@link MalformedJsonException}
     * only when the file as a whole cannot be read.
     */
    ParsedEntry next() throws IOException;
}
