package dev.kith.sync.backfill;

import java.time.Instant;
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

    public boolean deleted() {
        return deletedAt != null;
    }
}
