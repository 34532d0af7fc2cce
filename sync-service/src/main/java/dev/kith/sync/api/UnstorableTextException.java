package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A text in a body that could not be kept as it was sent. */
final class UnstorableTextException extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    UnstorableTextException(JsonParser parser, String problem) {
        super(parser, problem);
    }
}
