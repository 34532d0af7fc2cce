package dev.kith.sync.tool;

/** An operation that this installation cannot do just now. */
public final class NotAvailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAvailableException(String message) {
        super(message);
    }
}
