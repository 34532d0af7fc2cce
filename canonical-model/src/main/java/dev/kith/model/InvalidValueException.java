package dev.kith.model;

/** A canonical record cannot hold a value. The message names the component and the rule, never the value. */
final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message);
    }
}
