package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** One page of an account's groups, as {@code listGroups} answers. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GroupBatch(List<CanonicalGroup> groups, String nextPageToken, String nextSyncCursor) {

    public GroupBatch {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
