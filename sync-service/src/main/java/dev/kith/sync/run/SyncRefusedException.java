package dev.kith.sync.run;

/** A request about syncing that cannot be followed; the message says why. */
public final class SyncRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Reason {
        UNKNOWN_PROVIDER,
        UNKNOWN_ACCOUNT,
        UNKNOWN_RUN,
        PAUSED,
        NOT_HELD,
        BUSY
    }

    private final Reason reason;

    SyncRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
