package dev.kith.sync.account;

/** No such account is connected. */
public final class UnknownAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownAccountException(String provider) {
        super("No such account of provider " + provider + " is connected.");
    }
}
