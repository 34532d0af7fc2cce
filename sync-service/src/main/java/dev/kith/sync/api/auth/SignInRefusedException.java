package dev.kith.sync.api.auth;

/** Nobody is signed in; the message says why as little as it must. */
public final class SignInRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        UNKNOWN("This key or link opens nothing. A link works once and only for some hours."),
        TOO_MANY_ATTEMPTS("Too many failed attempts came from here. Wait ten minutes, then try again."),
        NO_ROLE("You are known, but nobody gave you a role in Kith. Ask whoever runs it.");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    private final Reason reason;

    public SignInRefusedException(Reason reason) {
        super(reason.message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
