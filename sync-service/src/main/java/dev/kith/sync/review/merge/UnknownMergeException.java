package dev.kith.sync.review.merge;

import java.util.UUID;

/** There is no merge with this id. */
public final class UnknownMergeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnknownMergeException(UUID id) {
        super("There is no merge " + id + ".");
    }
}
