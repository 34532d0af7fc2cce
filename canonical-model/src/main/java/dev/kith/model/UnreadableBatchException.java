package dev.kith.model;

/** A batch cannot be read. The message says why and holds nothing of the content. */
public final class UnreadableBatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableBatchException(String message) {
        super(message);
    }
}
