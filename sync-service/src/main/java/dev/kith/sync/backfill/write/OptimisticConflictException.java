package dev.kith.sync.backfill.write;

/** Somebody changed a row between loading and writing: load and decide again. */
public final class OptimisticConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptimisticConflictException(int expected, int hit) {
        super("expected to change " + expected + " rows but hit " + hit);
    }
}
