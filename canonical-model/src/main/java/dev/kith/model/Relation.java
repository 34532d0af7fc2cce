package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody this contact is related to, as free text. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Relation(String person, String label) {

    public Relation {
        person = Components.required(person, "person");
        label = Components.optional(label);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Relation[]";
    }
}
