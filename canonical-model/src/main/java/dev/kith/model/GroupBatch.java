package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One page of an account's groups, as {@code listGroups} answers.
 *
 * @param nextPageToken the provider's token of the page after this one; {@code null} on the last
 * @param nextSyncCursor the provider's cursor of the group list; {@code null} where it has none
 * @param checkpoint opaque provider state with which the listing resumes after this page; {@code null} where the page
 *     token suffices
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GroupBatch(List<CanonicalGroup> groups, String nextPageToken, String nextSyncCursor, String checkpoint) {

    public GroupBatch(List<CanonicalGroup> groups, String nextPageToken, String nextSyncCursor) {
        this(groups, nextPageToken, nextSyncCursor, null);
    }

    public GroupBatch {
        groups = Components.list(groups, "groups");
        nextPageToken = Components.opaque(nextPageToken);
        nextSyncCursor = Components.opaque(nextSyncCursor);
        checkpoint = Components.opaque(checkpoint);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "GroupBatch[groups=" + groups.size() + "]";
    }
}
