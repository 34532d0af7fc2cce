package dev.kith.sync.review.merge;

/** Two contacts cannot be merged or parted as they stand; the message says why. */
public final class MergeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MergeRefusedException(String message) {
        super(message);
    }
}
