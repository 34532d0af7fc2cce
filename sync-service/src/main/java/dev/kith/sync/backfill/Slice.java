package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Consecutive records of one partition that belong to one run: what one transaction applies.
 *
 * @param from the offset the partition must stand at
 * @param next the offset it stands at afterwards
 */
public record Slice(
        String topic, String topicId, int partition, long from, long next, AccountKey account, List<Entry> entries) {

    /**
     * A batch as it was read.
     *
     * @param contacts those of it that can be decided on
     * @param aside those that cannot, or could not even be read
     */
    public record Entry(
            ContactBatch batch, LogPosition position, List<IncomingContact> contacts, List<Quarantined> aside) {

        /** @param unreadable contacts of the batch that could not be read */
        public static Entry of(ContactBatch batch, LogPosition position, List<Quarantined> unreadable) {
            List<IncomingContact> contacts = new ArrayList<>();
            List<Quarantined> aside = new ArrayList<>(unreadable);
            for (CanonicalContact contact : batch.contacts()) {
                try {
                    contacts.add(IncomingContact.of(contact, batch.stream(), position));
                } catch (RuntimeException e) {
                    IncomingContact unmapped = new IncomingContact(contact, batch.stream(), position, null, null);
                    aside.add(Quarantined.undecidable(unmapped, e));
                }
            }
            return new Entry(batch, position, contacts, aside);
        }

        private Entry inGeneration(long generation) {
            return new Entry(batch.withRun(batch.run().inGeneration(generation)), position, contacts, aside);
        }
    }

    public UUID runId() {
        return entries.get(0).batch().run().runId();
    }

    /** The same slice of a run that counts as another generation than its sender believed. */
    Slice inGeneration(long generation) {
        return new Slice(
                topic,
                topicId,
                partition,
                from,
                next,
                account,
                entries.stream().map(entry -> entry.inGeneration(generation)).toList());
    }

    public int size() {
        return entries.stream().mapToInt(entry -> entry.batch().size()).sum();
    }
}
