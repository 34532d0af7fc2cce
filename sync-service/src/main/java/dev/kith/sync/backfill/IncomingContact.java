package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalHash;
import dev.kith.sync.backfill.field.ContactMapper;
import dev.kith.sync.backfill.field.MappedContact;
import java.util.UUID;

/**
 * A contact as it arrives from the log, with its mapped form and hash.
 *
 * @param entryDigest of the very bytes it was read from; {@code null} when it comes from elsewhere or was mapped again
 */
public record IncomingContact(
        CanonicalContact contact,
        String stream,
        LogPosition position,
        MappedContact mapped,
        String hash,
        UUID entryDigest) {

    public static IncomingContact of(CanonicalContact contact, String stream, LogPosition position) {
        return of(contact, stream, position, null);
    }

    static IncomingContact of(CanonicalContact contact, String stream, LogPosition position, UUID entryDigest) {
        return contact.deleted()
                ? new IncomingContact(contact, stream, position, MappedContact.EMPTY, null, null)
                : new IncomingContact(
                        contact, stream, position, ContactMapper.map(contact), CanonicalHash.of(contact), entryDigest);
    }

    public String externalId() {
        return contact.externalId();
    }

    @Override
    public String toString() {
        return "IncomingContact[stream=" + stream + ", position=" + position + "]";
    }
}
