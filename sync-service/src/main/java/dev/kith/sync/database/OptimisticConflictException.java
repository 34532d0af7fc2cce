package dev.kith.sync.database;

/** Somebody changed a row between loading and writing: load and decide again. */
public final class OptimisticConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptimisticConflictException(int expected, int hit) {
        super("expected to change " + expected + " rows but hit " + hit);
    }
}
