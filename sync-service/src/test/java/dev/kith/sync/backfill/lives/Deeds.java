package dev.kith.sync.backfill.lives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What humans did to the contacts of one life: what must not be lost. */
final class Deeds {

    /** Somebody whom a human entered. */
    record Entered(Set<String> names, Set<String> identifiers) {}

    final Map<UUID, Entered> entered = new LinkedHashMap<>();
    /** Fields humans set, by contact and column. */
    final Map<UUID, Map<String, String>> fields = new HashMap<>();
    /** Addresses humans wrote. */
    final Map<UUID, Set<String>> emails = new HashMap<>();
    /** Everything humans ever wrote, standing or not. */
    final Map<UUID, Set<String>> everWritten = new HashMap<>();
    /** Addresses of sources in whose place humans wrote others. */
    final Map<UUID, Set<String>> corrections = new HashMap<>();
    /** Addresses of sources that humans made the primary one, or no longer that: they have touched them. */
    final Map<UUID, Set<String>> marked = new HashMap<>();
    /** Addresses humans took away and no source brought again. */
    final Map<UUID, Set<String>> removedEmails = new HashMap<>();
    /** Contacts of which a human took something away. */
    final Set<UUID> touched = new HashSet<>();

    final Set<UUID> deleted = new HashSet<>();
    final Set<UUID> archived = new HashSet<>();
    /** Contacts that were one at some time because a human said so. */
    final List<Set<UUID>> merged = new ArrayList<>();

    /** Entries of people who were erased, and by what else those were known. */
    final Set<String> erasedEntries = new HashSet<>();

    final Set<String> erasedIdentifiers = new HashSet<>();

    void set(UUID contact, String column, String value) {
        fields.computeIfAbsent(contact, unused -> new HashMap<>()).put(column, value);
        some(everWritten, contact).add(value);
    }

    void wrote(UUID contact, String email) {
        some(emails, contact).add(email);
        some(everWritten, contact).add(email);
    }

    void removed(UUID contact, String email) {
        touched.add(contact);
        some(emails, contact).remove(email);
        some(removedEmails, contact).add(email);
    }

    void corrected(UUID contact, String from, String to) {
        removed(contact, from);
        wrote(contact, to);
        some(corrections, contact).add(to);
    }

    void marked(UUID contact, Set<String> values) {
        if (!values.isEmpty()) {
            touched.add(contact);
            some(marked, contact).addAll(values);
        }
    }

    /** What sources contradict gives way to them; what humans added stays. */
    void gaveWay(UUID contact) {
        fields.remove(contact);
        some(emails, contact).removeAll(some(corrections, contact));
        removedEmails.remove(contact);
        touched.add(contact);
    }

    /** Whether the entry is of somebody erased, or came later with an address or a number of somebody who was. */
    boolean turnedAway(SourceEntry entry) {
        return erasedEntries.contains(entry.sourceId) || World.intersect(entry.everIdentifiers, erasedIdentifiers);
    }

    void merged(UUID survivor, UUID loser) {
        Set<UUID> group = new HashSet<>(Set.of(survivor, loser));
        merged.stream()
                .filter(other -> !Collections.disjoint(other, group))
                .toList()
                .forEach(other -> {
                    group.addAll(other);
                    merged.remove(other);
                });
        merged.add(group);
        removedEmails.clear();
    }

    boolean merged(UUID contact) {
        return merged.stream().anyMatch(group -> group.contains(contact));
    }

    /** The contact and those that were one with it at some time. */
    Set<UUID> group(UUID contact) {
        Set<UUID> group = new HashSet<>(Set.of(contact));
        merged.stream().filter(one -> one.contains(contact)).forEach(group::addAll);
        return group;
    }

    /** Whether a human had a hand in what the contact holds. */
    boolean touched(UUID contact) {
        return entered.containsKey(contact)
                || everWritten.containsKey(contact)
                || touched.contains(contact)
                || merged(contact);
    }

    private static Set<String> some(Map<UUID, Set<String>> map, UUID contact) {
        return map.computeIfAbsent(contact, unused -> new HashSet<>());
    }
}
