package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An e-mail address.
 *
 * @param value as the source wrote it
 * @param normalized as it is compared, see {@link EmailNormalizer}; {@code null} when the value is no address
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Email(String value, String label, boolean primary, String normalized) {

    public Email {
        value = Components.required(value, "value");
        label = Components.optional(label);
        normalized = Components.optional(normalized);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Email[primary=" + primary + "]";
    }
}
