package dev.kith.sync.backfill;

import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.model.UnreadContactBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Consecutive records of one partition that belong to one run: what one transaction applies.
 *
 * @param from the offset the partition must stand at
 * @param next the offset it stands at afterwards
 */
public record Slice(
        String topic, String topicId, int partition, long from, long next, AccountKey account, List<Entry> entries) {

    /**
     * A batch, as far as it was read.
     *
     * @param contacts those of it that were read and can be decided on
     * @param aside those that cannot, or could not even be read
     * @param held those that were not read because their links hold what they say
     * @param unread the batch itself while not all of it was read; {@code null} afterwards
     */
    public record Entry(
            ContactBatch batch,
            LogPosition position,
            List<IncomingContact> contacts,
            List<Quarantined> aside,
            List<UnreadContactBatch.Entry> held,
            UnreadContactBatch unread) {

        /**
         * Reads a batch ahead of its transaction, unless it repeats in all likelihood what is held: what can be told
         * from the bytes alone need not be read.
         */
        public static Entry of(UnreadContactBatch unread, LogPosition position) {
            RunPosition run = unread.envelope().run();
            boolean repeats = run.mode() == SyncMode.FULL && run.generation() > 1;
            return repeats ? unread(unread, position) : EntryReader.read(unread, position, Set.of());
        }

        private static Entry unread(UnreadContactBatch unread, LogPosition position) {
            // Taken here, beside the transaction before.
            unread.contacts().forEach(UnreadContactBatch.Entry::digest);
            return new Entry(unread.envelope(), position, List.of(), List.of(), List.of(), unread);
        }

        /** What still has to be read. */
        public Stream<UnreadContactBatch.Entry> unreadContacts() {
            return unread == null ? Stream.of() : unread.contacts().stream();
        }

        /** The same with all its contacts read. */
        public Entry whole() {
            return readBut(Set.of());
        }

        /** @param held digests of what need not be read */
        public Entry readBut(Set<UUID> held) {
            return unread == null
                    ? this
                    : EntryReader.read(unread, position, held)
                            .inGeneration(batch.run().generation());
        }

        /** How many people it says its source holds. */
        public int listed() {
            return batch.seen().size()
                    + held.size()
                    + (int) batch.contacts().stream()
                            .filter(contact -> !contact.deleted())
                            .count();
        }

        private Entry inGeneration(long generation) {
            return new Entry(
                    batch.withRun(batch.run().inGeneration(generation)), position, contacts, aside, held, unread);
        }
    }

    public UUID runId() {
        return entries.get(0).batch().run().runId();
    }

    /**
     * Records by whether their sender still had the account.
     *
     * @param overtaken those that lie below the fence, or below that of a record before them
     */
    public record Fenced(List<Entry> current, List<Entry> overtaken) {}

    /** @param fence the highest that was applied before this slice */
    public Fenced fenced(long fence) {
        Fenced fenced = new Fenced(new ArrayList<>(), new ArrayList<>());
        long highest = fence;
        for (Entry entry : entries) {
            long its = entry.batch().run().fence();
            (its < highest ? fenced.overtaken : fenced.current).add(entry);
            highest = Math.max(highest, its);
        }
        return fenced;
    }

    /** The same slice of a run that counts as another generation than its sender believed. */
    public Slice inGeneration(long generation) {
        return new Slice(
                topic,
                topicId,
                partition,
                from,
                next,
                account,
                entries.stream().map(entry -> entry.inGeneration(generation)).toList());
    }
}
