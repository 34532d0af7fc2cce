package dev.kith.model;

import java.util.ArrayList;
import java.util.List;

/** Cuts a page into parts that fit a record of the log. */
public final class BatchSplitter {

    /** A record stays under 900 KB with its headers. */
    static final int PART_BYTES = 880_000;

    static final int PART_CONTACTS = 500;

    /** More than a batch without contacts and groups takes. */
    private static final int ENVELOPE_BYTES = 8_192;

    /** A contact that fits no record, not even without its raw payload. */
    public record Oversized(String externalId) {}

    /** The parts in order, at least one, and what could not be made part of any. */
    public record Split(List<byte[]> parts, List<Oversized> oversized) {}

    private BatchSplitter() {}

    /** Whether a contact fits a record that holds nothing else but groups of this size, if need be without its payload. */
    public static boolean fits(CanonicalContact contact, int groupBytes) {
        return size(contact.withoutRaw()) + groupBytes + ENVELOPE_BYTES <= PART_BYTES;
    }

    public static Split split(ContactBatch page) {
        ContactBatch envelope = page.withContacts(List.of());
        int room = PART_BYTES - BatchCodec.write(envelope).length;
        List<Oversized> oversized = new ArrayList<>();
        List<List<CanonicalContact>> groups = new ArrayList<>();
        List<CanonicalContact> group = new ArrayList<>();
        int used = 0;
        for (CanonicalContact contact : page.contacts()) {
            CanonicalContact fitting = contact;
            int size = size(contact);
            if (size > room) {
                fitting = contact.withoutRaw();
                size = size(fitting);
            }
            if (size > room) {
                oversized.add(new Oversized(contact.externalId()));
                continue;
            }
            if (used + size > room || group.size() == PART_CONTACTS) {
                groups.add(group);
                group = new ArrayList<>();
                used = 0;
            }
            group.add(fitting);
            used += size;
        }
        if (!group.isEmpty() || groups.isEmpty()) {
            groups.add(group);
        }
        List<byte[]> parts = new ArrayList<>();
        for (int part = 1; part <= groups.size(); part++) {
            parts.add(BatchCodec.write(page.part(part, groups.size(), groups.get(part - 1))));
        }
        return new Split(parts, oversized);
    }

    /** Bytes of a contact in its batch, the comma included. */
    private static int size(CanonicalContact contact) {
        return BatchCodec.bytesOf(contact) + 1;
    }
}
