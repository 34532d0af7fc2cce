package dev.kith.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a page into parts that fit a record of the log. Order stays: groups, then contacts, then seen contacts; the count
 * of unreadable entries travels with the first part.
 */
public final class BatchSplitter {

    /** A record stays under 900 KB with its headers. */
    static final int PART_BYTES = 880_000;

    static final int PART_CONTACTS = 500;

    /** More than a batch without contacts and groups takes. */
    private static final int ENVELOPE_BYTES = 8_192;

    /** A contact that fits no record, not even without its raw payload. */
    public record Oversized(String externalId) {

        /** Tells nothing of the person. */
        @Override
        public String toString() {
            return "Oversized[]";
        }
    }

    /** The parts in order, at least one, and what could not be made part of any. */
    public record Split(List<byte[]> parts, List<Oversized> oversized) {}

    /** What of the page goes into one record. */
    private record Part(List<CanonicalGroup> groups, List<CanonicalContact> contacts, List<SeenContact> seen) {

        Part() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final int room;
    private final List<Part> parts = new ArrayList<>(List.of(new Part()));
    private final List<Oversized> oversized = new ArrayList<>();
    private int used;

    private BatchSplitter(int room) {
        this.room = room;
    }

    /** Whether a contact fits a record that holds nothing else but groups of this size, if need be without its payload. */
    public static boolean fits(CanonicalContact contact, int groupBytes) {
        return size(contact.withoutRaw()) + groupBytes + ENVELOPE_BYTES <= PART_BYTES;
    }

    public static Split split(ContactBatch page) {
        int envelope = BatchCodec.bytes(page.part(1, 1, List.of(), List.of(), List.of())).length;
        BatchSplitter splitter = new BatchSplitter(PART_BYTES - envelope);
        page.groups().forEach(group -> splitter.partFor(size(group)).groups().add(group));
        page.contacts().forEach(splitter::add);
        page.seen().forEach(seen -> splitter.partFor(size(seen)).seen().add(seen));
        List<byte[]> records = new ArrayList<>();
        int count = splitter.parts.size();
        for (int number = 1; number <= count; number++) {
            Part part = splitter.parts.get(number - 1);
            records.add(BatchCodec.write(page.part(number, count, part.groups, part.contacts, part.seen)));
        }
        return new Split(records, splitter.oversized);
    }

    private void add(CanonicalContact contact) {
        CanonicalContact fitting = contact;
        int size = size(contact);
        if (size > room) {
            fitting = contact.withoutRaw();
            size = size(fitting);
        }
        if (size > room) {
            oversized.add(new Oversized(contact.externalId()));
        } else {
            partFor(size).contacts().add(fitting);
        }
    }

    /** The part that takes an entry of this size: the last one, or a new one where that is full. */
    private Part partFor(int size) {
        Part last = parts.get(parts.size() - 1);
        if (used > 0 && used + size > room || last.contacts().size() == PART_CONTACTS) {
            last = new Part();
            parts.add(last);
            used = 0;
        }
        used += size;
        return last;
    }

    /** Bytes of an entry in its batch, the comma included; more than any part has where it cannot be written at all. */
    private static int size(Object entry) {
        try {
            return BatchCodec.bytes(entry).length + 1;
        } catch (IllegalArgumentException e) {
            return PART_BYTES + 1;
        }
    }
}
