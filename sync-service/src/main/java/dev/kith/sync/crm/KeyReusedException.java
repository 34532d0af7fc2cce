package dev.kith.sync.crm;

/** An idempotency key came with another request than before. */
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyReusedException() {
        super("This Idempotency-Key was used for another request. Choose a new one for each request.");
    }
}
