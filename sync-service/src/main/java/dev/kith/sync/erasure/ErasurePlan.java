package dev.kith.sync.erasure;

import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import java.util.UUID;

/**
 * What erasing somebody removes, without any value of that person.
 *
 * @param contactId the contact; whom it is merged into, if it is
 * @param contacts the contact and those that were merged into it
 * @param sources whose entries led to it
 * @param interactions calls and messages, those waiting for a contact included
 * @param sharedWith other contacts that hold one of its addresses or numbers: they stay, and so does what is shared
 */
public record ErasurePlan(
        UUID contactId, List<UUID> contacts, List<Source> sources, long interactions, List<UUID> sharedWith) {

    /** An entry of an account. */
    public record Source(String provider, String accountId, String externalId) {

        static Source of(LinkKey link) {
            return new Source(link.provider(), link.accountId(), link.externalId());
        }
    }
}
