package dev.kith.sync.erasure;

/** Somebody cannot be erased as things stand; the message says what to do. */
public final class ErasureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErasureRefusedException(String table) {
        super("The table " + table + " of another program still refers to this contact: remove its rows there, then ask"
                + " again. Nothing was erased.");
    }
}
