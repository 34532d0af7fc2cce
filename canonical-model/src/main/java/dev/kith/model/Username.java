package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An account at a messaging or social service. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Username(String value, String service) {

    public Username {
        value = Components.required(value, "value");
        service = Components.optional(service);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Username[]";
    }
}
