package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One list of an account, in the order of its last changes. Deleted entries stay as tombstones. */
final class EntryList {

    private final String namePrefix;
    private final Map<String, Entry> bySource = new LinkedHashMap<>();
    private final TreeMap<Long, Entry> bySeq = new TreeMap<>();
    private final Map<String, String> sourceByName = new LinkedHashMap<>();
    private long seq;

    EntryList(String namePrefix) {
        this.namePrefix = namePrefix;
    }

    long seq() {
        return seq;
    }

    /** Leaves a gap in the numbering, so that tokens of before and after can be told apart. */
    void skip() {
        seq++;
    }

    /** Creates or replaces a contact; returns its resource name. */
    String upsert(String sourceId, ObjectNode person, ObjectNode profile, long now) {
        Entry old = bySource.get(sourceId);
        String name = old == null ? namePrefix + new BigInteger(sourceId, 16) : old.resourceName();
        put(new Entry(
                sourceId,
                name,
                old == null ? List.of() : old.previousNames(),
                person,
                profile,
                ++seq,
                seq,
                now,
                past(old)));
        return name;
    }

    void delete(String sourceId, long now) {
        Entry old = existing(sourceId);
        put(new Entry(sourceId, old.resourceName(), old.previousNames(), null, null, ++seq, seq, now, past(old)));
    }

    /** Gives a contact another resource name, as linking it to a profile does. */
    void rename(String sourceId, String newName, String tombstone, long now) {
        Entry old = existing(sourceId);
        if (tombstone.equals("before")) {
            tombstone(old.resourceName(), now);
        }
        List<String> previous = new ArrayList<>(old.previousNames());
        previous.add(old.resourceName());
        put(new Entry(
                sourceId, newName, List.copyOf(previous), old.person(), old.profile(), ++seq, seq, now, past(old)));
        if (tombstone.equals("after")) {
            tombstone(old.resourceName(), now);
        }
    }

    /** Moves the version of a contact without changing a field. */
    void touch(String sourceId, long now) {
        Entry old = existing(sourceId);
        put(new Entry(
                sourceId,
                old.resourceName(),
                old.previousNames(),
                old.person(),
                old.profile(),
                ++seq,
                seq,
                now,
                past(old)));
    }

    private void tombstone(String name, long now) {
        long at = ++seq;
        Entry entry = new Entry("old-" + name, name, List.of(), null, null, at, at, now, null);
        bySource.put(entry.sourceId(), entry);
        bySeq.put(at, entry);
    }

    private static Entry past(Entry old) {
        return old == null ? null : old.withoutHistory();
    }

    private void put(Entry entry) {
        Entry old = bySource.put(entry.sourceId(), entry);
        if (old != null) {
            bySeq.remove(old.seq());
        }
        bySeq.put(entry.seq(), entry);
        sourceByName.put(entry.resourceName(), entry.sourceId());
    }

    void restore(Entry entry) {
        seq = Math.max(seq, entry.seq());
        put(entry);
    }

    private Entry existing(String sourceId) {
        Entry entry = bySource.get(sourceId);
        if (entry == null || entry.deleted()) {
            throw new IllegalArgumentException("no contact " + sourceId);
        }
        return entry;
    }

    /** The live contact of that name, old names included; {@code null} when there is none. */
    Entry byName(String resourceName) {
        String sourceId = sourceByName.get(resourceName);
        Entry entry = sourceId == null ? null : bySource.get(sourceId);
        return entry == null || entry.deleted() ? null : entry;
    }

    Entry bySource(String sourceId) {
        return bySource.get(sourceId);
    }

    /** Entries after a position, in order; tombstones only where asked for. */
    Stream<Entry> after(long afterSeq, boolean tombstones) {
        return bySeq.tailMap(afterSeq, false).values().stream().filter(entry -> tombstones || !entry.deleted());
    }

    Collection<Entry> all() {
        return bySeq.values();
    }

    long live() {
        return bySource.values().stream().filter(entry -> !entry.deleted()).count();
    }
}
