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
    /** What humans call addresses, by contact and address. */
    final Map<UUID, Map<String, String>> relabelled = new HashMap<>();
    /** Addresses of sources that humans put others in the place of, or made something else of. */
    final Set<String> contested = new HashSet<>();
    /** Labels humans put on. */
    final Map<UUID, Set<String>> labels = new HashMap<>();
    /** Labels humans ever put on, standing or not. */
    final Map<UUID, Set<String>> everLabels = new HashMap<>();
    /** Labels humans took off and no source put on again. */
    final Map<UUID, Set<String>> removedLabels = new HashMap<>();
    /** Labels humans ever took off. */
    final Map<UUID, Set<String>> everRemovedLabels = new HashMap<>();
    /** Addresses humans took away and no source brought again. */
    final Map<UUID, Set<String>> removedEmails = new HashMap<>();
    /** Addresses humans ever took away. */
    final Map<UUID, Set<String>> everRemovedEmails = new HashMap<>();
    /** Fields humans ever set. */
    final Map<UUID, Set<String>> everFields = new HashMap<>();
    /** Contacts of which humans said that they are two people. */
    final Set<Set<UUID>> separated = new HashSet<>();

    final Set<UUID> deleted = new HashSet<>();
    final Set<UUID> archived = new HashSet<>();
    /** Contacts that were one at some time because a human said so. */
    final List<Set<UUID>> merged = new ArrayList<>();

    /** Entries of people who were erased, and by what else those were known. */
    final Set<String> erasedEntries = new HashSet<>();

    final Set<String> erasedIdentifiers = new HashSet<>();

    void set(UUID contact, String column, String value) {
        fields.computeIfAbsent(contact, unused -> new HashMap<>()).put(column, value);
        some(everFields, contact).add(column);
        some(everWritten, contact).add(value);
    }

    void wrote(UUID contact, String email) {
        some(emails, contact).add(email);
        some(everWritten, contact).add(email);
    }

    void removed(UUID contact, String email) {
        some(emails, contact).remove(email);
        relabelled.getOrDefault(contact, new HashMap<>()).remove(email);
        some(everRemovedEmails, contact).add(email);
        some(removedEmails, contact).add(email);
    }

    void corrected(UUID contact, String from, String to) {
        removed(contact, from);
        wrote(contact, to);
        contested.add(from);
        some(corrections, contact).add(to);
    }

    void marked(UUID contact, Set<String> values) {
        if (!values.isEmpty()) {
            some(marked, contact).addAll(values);
        }
    }

    /** What sources contradict gives way to them; what humans added stays. */
    void gaveWay(UUID contact) {
        fields.remove(contact);
        relabelled.remove(contact);
        some(emails, contact).removeAll(some(corrections, contact));
        removedEmails.remove(contact);
        removedLabels.remove(contact);
    }

    void relabelled(UUID contact, String email, String label) {
        wrote(contact, email);
        some(corrections, contact).add(email);
        relabelled.computeIfAbsent(contact, unused -> new HashMap<>()).put(email, label);
        contested.add(email);
    }

    /** One that was taken off before is the source's again, if that still says so. */
    void putOn(UUID contact, String label) {
        some(removedLabels, contact).remove(label);
        some(everLabels, contact).add(label);
        if (!some(everRemovedLabels, contact).contains(label)) {
            some(labels, contact).add(label);
        }
    }

    void tookOff(UUID contact, String label) {
        some(labels, contact).remove(label);
        some(removedLabels, contact).add(label);
        some(everRemovedLabels, contact).add(label);
    }

    /** A source that moves may bring back what a human took away. */
    void sourceMoved() {
        removedEmails.clear();
        removedLabels.clear();
    }

    /** What a source said of it before a human took it away may be read after that. */
    void mayComeBack(UUID contact, String value) {
        some(removedEmails, contact).remove(value);
        some(removedLabels, contact).remove(value);
    }

    void separate(UUID one, UUID other) {
        separated.add(Set.of(one, other));
    }

    /** Nobody says any more who the contact is not. */
    void forgetSeparations(UUID contact) {
        separated.removeIf(pair -> contact != null && pair.contains(contact));
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
        sourceMoved();
        separated.remove(Set.of(survivor, loser));
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

    static Set<String> some(Map<UUID, Set<String>> map, UUID contact) {
        return map.computeIfAbsent(contact, unused -> new HashSet<>());
    }
}
