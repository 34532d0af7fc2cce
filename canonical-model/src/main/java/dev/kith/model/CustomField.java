package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A field the user made up. Key or value may be {@code null}, not both. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CustomField(String key, String value) {

    public CustomField {
        key = Components.optional(key);
        value = Components.optional(value);
        if (key == null && value == null) {
            throw new InvalidValueException("key or value must be present");
        }
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "CustomField[]";
    }
}
