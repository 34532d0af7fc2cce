package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.MappedContact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which of the states that a replay found in the log are to be decided again. A state that is held already says nothing
 * new, unless it is mapped differently today; a tombstone says nothing at all, since deletions are not the log's to confirm,
 * and nobody comes back from one.
 *
 * @param chosen states to be decided
 * @param again external ids of links whose state is the one held, and must be decided all the same
 * @param missing contacts to be made again first
 * @param settled how many states need nothing
 */
public record ReplayChoice(List<IncomingContact> chosen, List<String> again, Set<UUID> missing, int settled) {

    /**
     * @param links by every name a contact goes by
     * @param heard by external id, what each link's source said, as it was mapped then
     * @param withheld external ids of links whose word waits for a person to decide
     * @param rebuild whether contacts that are gone are to come back
     */
    public static ReplayChoice of(
            List<IncomingContact> states,
            Map<String, SourceLink> links,
            Map<String, MappedContact> heard,
            Set<String> withheld,
            boolean rebuild) {
        List<IncomingContact> chosen = new ArrayList<>();
        List<String> again = new ArrayList<>();
        Set<UUID> missing = new LinkedHashSet<>();
        for (IncomingContact state : states) {
            SourceLink link = SourceLink.of(state, links);
            boolean gone = rebuild && link != null && link.contactId() != null && !link.contactExists();
            if (gone) {
                missing.add(link.contactId());
            }
            if (state.contact().deleted()
                    || link != null && withheld.contains(link.key().externalId())) {
                continue;
            }
            if (link == null || link.position() == null) {
                chosen.add(state);
            } else if (link.position().equals(state.position())) {
                MappedContact then = heard.get(link.key().externalId());
                if (!link.deleted() && (gone || link.contactExists() && differs(state, link, then))) {
                    chosen.add(state);
                    again.add(link.key().externalId());
                }
            } else if (!link.deleted() && !state.position().isOlderThan(link.position())) {
                // Of somebody who is gone, a later state may only repeat what was so before.
                chosen.add(state);
            }
        }
        return new ReplayChoice(chosen, again, missing, states.size() - chosen.size());
    }

    private static boolean differs(IncomingContact state, SourceLink link, MappedContact then) {
        return !state.mapped().equals(then)
                || link.contentHash() != null && !link.contentHash().equals(state.hash());
    }
}
