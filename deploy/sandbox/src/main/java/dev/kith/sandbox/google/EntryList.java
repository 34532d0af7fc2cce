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

    /** Marks the tombstone of a former name: it is no contact of its own. */
    private static final String FORMER = "former:";

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
                past(old, now)));
        return name;
    }

    void delete(String sourceId, long now) {
        Entry old = existing(sourceId);
        put(new Entry(sourceId, old.resourceName(), old.previousNames(), null, null, ++seq, seq, now, past(old, now)));
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
                sourceId,
                newName,
                List.copyOf(previous),
                old.person(),
                old.profile(),
                ++seq,
                seq,
                now,
                past(old, now)));
        if (tombstone.equals("after")) {
            tombstone(old.resourceName(), now);
        }
    }

    /** Moves the version of a contact without changing a field. */
    void touch(String sourceId, long now) {
        Entry old = existing(sourceId);
        upsert(sourceId, old.person(), old.profile(), now);
    }

    private void tombstone(String name, long now) {
        long at = ++seq;
        put(new Entry(FORMER + name, name, List.of(), null, null, at, at, now, null));
    }

    static boolean isFormerName(Entry entry) {
        return entry.sourceId().startsWith(FORMER);
    }

    private static Entry past(Entry old, long now) {
        return old == null ? null : old.asPast(now);
    }

    private void put(Entry entry) {
        Entry old = bySource.put(entry.sourceId(), entry);
        if (old != null) {
            bySeq.remove(old.seq());
        }
        bySeq.put(entry.seq(), entry);
        if (!isFormerName(entry)) {
            sourceByName.put(entry.resourceName(), entry.sourceId());
            entry.previousNames().forEach(name -> sourceByName.putIfAbsent(name, entry.sourceId()));
        }
    }

    void restore(Entry entry) {
        seq = Math.max(seq, entry.seq());
        put(entry);
    }

    private Entry existing(String sourceId) {
        Entry entry = bySource.get(sourceId);
        if (entry == null || entry.deleted()) {
            throw new IllegalArgumentException("there is no contact with the source id " + sourceId);
        }
        return entry;
    }

    /** The live contact of that name; {@code null} when there is none. */
    Entry byName(String resourceName, boolean formerNames) {
        String sourceId = sourceByName.get(resourceName);
        Entry entry = sourceId == null ? null : bySource.get(sourceId);
        boolean found = entry != null
                && !entry.deleted()
                && (formerNames || entry.resourceName().equals(resourceName));
        return found ? entry : null;
    }

    /** Entries after a position, in order, tombstones included. */
    Stream<Entry> after(long afterSeq) {
        return bySeq.tailMap(afterSeq, false).values().stream();
    }

    Collection<Entry> all() {
        return bySeq.values();
    }

    /** The entries that are no tombstones. */
    Stream<Entry> live() {
        return bySeq.values().stream().filter(entry -> !entry.deleted());
    }

    /** How many contacts a list shows that lags behind by so many milliseconds. */
    long size(long now, long delayMillis) {
        return bySeq.values().stream()
                .map(entry -> entry.visible(now, delayMillis))
                .filter(entry -> entry != null && !entry.deleted())
                .count();
    }

    /** Everything up to this change is visible to a list that lags behind by so many milliseconds. */
    long visibleUpTo(long now, long delayMillis) {
        return bySeq.values().stream()
                .filter(entry -> !entry.isVisible(now, delayMillis))
                .mapToLong(entry -> firstInvisible(entry, now, delayMillis) - 1)
                .min()
                .orElse(seq);
    }

    private static long firstInvisible(Entry entry, long now, long delayMillis) {
        Entry first = entry;
        while (first.before() != null && !first.before().isVisible(now, delayMillis)) {
            first = first.before();
        }
        return first.seq();
    }
}
