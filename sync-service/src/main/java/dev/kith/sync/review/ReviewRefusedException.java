package dev.kith.sync.review;

/** A question cannot be answered so; the message says what it takes. */
public final class ReviewRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        UNKNOWN,
        ANSWERED,
        NOT_AN_ANSWER
    }

    private final Reason reason;

    public ReviewRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
