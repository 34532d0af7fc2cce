package dev.kith.sync.account;

/** A consent came to nothing; the message says what to do. */
public final class ConsentRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Nobody began it in this browser, or that was too long ago. */
        NOT_BEGUN_HERE,
        /** The owner did not allow it, or not all of it. */
        DENIED,
        /** The provider cannot be asked just now. */
        UNAVAILABLE
    }

    private final Reason reason;

    ConsentRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
