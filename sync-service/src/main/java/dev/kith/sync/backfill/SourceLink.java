package dev.kith.sync.backfill;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The tie between a contact at its source and the contact in the CRM.
 *
 * @param contactId may name a contact that is no longer there: one that somebody deleted
 * @param contactExists whether it is there
 * @param currentName the name the source gives the contact now
 * @param contentHash of the canonical form last decided; {@code null} when it must be decided again
 * @param deletedAt when its source was found to hold it no more; {@code null} while it does
 */
public record SourceLink(
        LinkKey key,
        UUID contactId,
        boolean contactExists,
        String currentName,
        String contentHash,
        LogPosition position,
        Instant deletedAt) {

    /**
     * The link of a source's entry; {@code null} where it is new.
     *
     * @param links by every name a contact goes by: its external id, or an alias of it
     */
    static SourceLink of(IncomingContact incoming, Map<String, SourceLink> links) {
        SourceLink named = links.get(incoming.externalId());
        if (named != null && (named.goesBy(incoming.externalId()) || !named.isLeftBy(incoming))) {
            return named;
        }
        return incoming.contact().aliases().stream()
                .map(links::get)
                .filter(link -> link != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether its source calls it so, or did when it was first heard of. */
    public boolean goesBy(String name) {
        return name.equals(key.externalId()) || name.equals(currentName);
    }

    /** Whether an entry stands there once more under a name that this link's left: one that was merged into it and is back. */
    private boolean isLeftBy(IncomingContact incoming) {
        return !incoming.contact().deleted() && !incoming.position().isOlderThan(position);
    }

    public boolean deleted() {
        return deletedAt != null;
    }
}
