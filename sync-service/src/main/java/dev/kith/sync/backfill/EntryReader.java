package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.model.UnreadContactBatch;
import dev.kith.model.UnreadableBatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads the contacts of a batch; one that cannot be read, or not be put into the CRM's terms, costs only itself. */
final class EntryReader {

    private final LogPosition position;
    private final String stream;
    private final List<CanonicalContact> readable = new ArrayList<>();
    private final List<IncomingContact> contacts = new ArrayList<>();
    private final List<Quarantined> aside = new ArrayList<>();
    private final List<UnreadContactBatch.Entry> passed = new ArrayList<>();

    private EntryReader(LogPosition position, String stream) {
        this.position = position;
        this.stream = stream;
    }

    /** @param held digests of what is passed over */
    static Slice.Entry read(UnreadContactBatch batch, LogPosition position, Set<UUID> held) {
        EntryReader reader = new EntryReader(position, batch.envelope().stream());
        for (UnreadContactBatch.Entry entry : batch.contacts()) {
            if (held.contains(entry.digest())) {
                reader.passed.add(entry);
            } else {
                reader.read(entry);
            }
        }
        return new Slice.Entry(
                batch.envelope().withContacts(reader.readable),
                position,
                reader.contacts,
                reader.aside,
                reader.passed,
                reader.passed.isEmpty() ? null : batch);
    }

    private void read(UnreadContactBatch.Entry entry) {
        try {
            map(entry.read(), entry.digest());
        } catch (UnreadableBatchException e) {
            aside.add(Quarantined.unreadable(entry.externalId(), stream, position, e.getMessage(), entry.json()));
        }
    }

    private void map(CanonicalContact contact, UUID digest) {
        readable.add(contact);
        try {
            contacts.add(IncomingContact.of(contact, stream, position, digest));
        } catch (RuntimeException e) {
            IncomingContact unmapped = new IncomingContact(contact, stream, position, null, null, null);
            aside.add(Quarantined.undecidable(unmapped, e));
        }
    }
}
