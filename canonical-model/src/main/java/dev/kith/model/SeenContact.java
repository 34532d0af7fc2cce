package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A contact the source still holds unchanged: named without its body. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SeenContact(String externalId, String etag) {

    public SeenContact {
        externalId = Components.id(externalId, "externalId");
        etag = Components.opaque(etag);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "SeenContact[]";
    }
}
