package dev.kith.sync.tool;

/** What an operation was asked about does not exist. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String what) {
        super("There is no such " + what + ".");
    }
}
