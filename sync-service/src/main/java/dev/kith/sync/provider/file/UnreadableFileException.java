package dev.kith.sync.provider.file;

/** A file as a whole cannot be read. The message says what to do. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
