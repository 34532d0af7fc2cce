package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A web address. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Url(String value, String label) {

    public Url {
        value = Components.required(value, "value");
        label = Components.optional(label);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Url[]";
    }
}
