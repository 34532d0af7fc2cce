package dev.kith.sync.provider.file;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A file that should be JSON is not. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(JsonProcessingException cause) {
        super(
                cause == null || cause.getLocation() == null
                        ? "The JSON ends too early."
                        : "The JSON is malformed at line " + cause.getLocation().getLineNr() + ", column "
                                + cause.getLocation().getColumnNr() + ".");
    }
}
