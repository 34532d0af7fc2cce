package dev.kith.sync.review.merge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a merge did, so that it can be undone.
 *
 * @param survivor the surviving contact as it stood before; {@code null} where the other one had nothing to add to it
 * @param merged the same right after
 * @param own links of the surviving contact; {@code null} in merges that were recorded without them
 * @param links that moved
 * @param labels the survivor got
 * @param questions open ones about the losing contact that the merge made pointless
 * @param earlier contacts that had been merged into the losing one
 * @param listed whether the losing contact was listed
 * @param archivedAt when it had been archived, as text
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record MergeSnapshot(
        ContactState survivor,
        ContactState merged,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<LinkKey> own,
        List<MovedLink> links,
        List<UUID> labels,
        List<UUID> questions,
        List<UUID> earlier,
        boolean listed,
        String archivedAt) {

    MergeSnapshot {
        links = links == null ? List.of() : List.copyOf(links);
        labels = labels == null ? List.of() : List.copyOf(labels);
        questions = questions == null ? List.of() : List.copyOf(questions);
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /** Whether the surviving contact's values stayed as they were. */
    boolean addedNothing() {
        return survivor == null;
    }

    /** Whether a link came to the surviving contact after the merge. */
    boolean cameSince(LinkKey key) {
        return own != null && !own.contains(key) && moved(key).isEmpty();
    }

    Optional<MovedLink> moved(LinkKey key) {
        return links.stream().filter(link -> link.key().equals(key)).findFirst();
    }
}
