package dev.kith.sync.erasure;

/** Somebody cannot be erased as things stand; the message says what to do. */
public final class ErasureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ErasureRefusedException(String message) {
        super(message);
    }

    static ErasureRefusedException referredTo(String table) {
        return new ErasureRefusedException("The table " + table
                + " of another program still refers to this contact: remove its rows there, then ask again."
                + " Nothing was erased.");
    }

    static ErasureRefusedException incomplete() {
        return new ErasureRefusedException("The CRM was emptied and is not wholly made again, so who else has a number"
                + " cannot be told: have it made again by a replay, then ask again. Nothing was erased.");
    }
}
