package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A group or label at the source. Only {@link Kind#USER} groups become labels.
 *
 * @param externalId what {@link CanonicalContact#groupMemberships()} names
 * @param members UIDs of its members where the group itself names them, compared ignoring case; such a group is called by
 *     a path below that of its stream, and only contacts of that stream are meant
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CanonicalGroup(
        String externalId, String etag, String name, Kind kind, boolean deleted, List<String> members) {

    public enum Kind {
        USER,
        /** Made by the provider. A kind that a later version adds is read as this one: it becomes no label. */
        @JsonEnumDefaultValue
        SYSTEM
    }

    public CanonicalGroup {
        externalId = Components.id(externalId, "externalId");
        etag = Components.opaque(etag);
        name = Components.optional(UnicodeText.clean(name));
        Components.present(kind, "kind");
        members = Components.ids(members);
    }

    /** A group whose members name it, and not the other way round. */
    public CanonicalGroup(String externalId, String etag, String name, Kind kind, boolean deleted) {
        this(externalId, etag, name, kind, deleted, List.of());
    }

    /** Names nobody: a group's name is somebody's own choice of words. */
    @Override
    public String toString() {
        return "CanonicalGroup[kind=" + kind + ", deleted=" + deleted + ", members=" + members.size() + "]";
    }
}
