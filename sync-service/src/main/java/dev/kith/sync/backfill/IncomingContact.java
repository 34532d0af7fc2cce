package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalHash;
import dev.kith.sync.backfill.field.ContactMapper;
import dev.kith.sync.backfill.field.MappedContact;

/** A contact as it arrives from the log, with its mapped form and hash. */
public record IncomingContact(
        CanonicalContact contact, String stream, LogPosition position, MappedContact mapped, String hash) {

    public static IncomingContact of(CanonicalContact contact, String stream, LogPosition position) {
        return contact.deleted()
                ? new IncomingContact(contact, stream, position, MappedContact.EMPTY, null)
                : new IncomingContact(contact, stream, position, ContactMapper.map(contact), CanonicalHash.of(contact));
    }

    public String externalId() {
        return contact.externalId();
    }

    @Override
    public String toString() {
        return "IncomingContact[stream=" + stream + ", position=" + position + "]";
    }
}
