package dev.kith.sync.review.merge;

import java.util.UUID;

/** There is no contact with this id. */
public final class UnknownContactException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnknownContactException(UUID id) {
        super("There is no contact " + id + ".");
    }
}
