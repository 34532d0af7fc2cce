package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A group or label at the source. Only {@link Kind#USER} groups become labels.
 *
 * @param externalId what {@link CanonicalContact#groupMemberships()} names
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CanonicalGroup(String externalId, String etag, String name, Kind kind, boolean deleted) {

    public enum Kind {
        USER,
        SYSTEM
    }

    public CanonicalGroup {
        if (externalId == null || externalId.isBlank()) {
            throw new IllegalArgumentException("externalId must not be blank");
        }
    }
}
