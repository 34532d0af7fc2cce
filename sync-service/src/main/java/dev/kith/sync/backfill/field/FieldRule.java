package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a field holds the value it holds. */
public enum FieldRule {
    /** The source filled an empty field. */
    @JsonProperty("filled")
    FILLED,
    /** The owner moved and nobody had touched the value. */
    @JsonProperty("source_update")
    SOURCE_UPDATE,
    /** The former owner no longer holds a value: the longest-linked source that does took over. */
    @JsonProperty("inherited")
    INHERITED,
    /** A local edit and the owner came to the same value again. */
    @JsonProperty("followed_again")
    FOLLOWED_AGAIN,
    /** Nobody named the contact: its name is made of what else is known of it, and gives way to any real one. */
    @JsonProperty("derived")
    DERIVED,
    /** A person chose the source's value, once or for good. */
    @JsonProperty("taken")
    TAKEN,
    /** A person wrote it. */
    @JsonProperty("edited")
    EDITED,
    /** Two contacts became one. */
    @JsonProperty("merged")
    MERGED,
    /** Two contacts that had become one were parted again. */
    @JsonProperty("merge_undone")
    MERGE_UNDONE
}
