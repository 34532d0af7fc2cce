package dev.kith.sync.account;

/** The source refused the credentials: nothing of them was kept. */
public final class CredentialsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialsRefusedException(String message) {
        super(message);
    }
}
