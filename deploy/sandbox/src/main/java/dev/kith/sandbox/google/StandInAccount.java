package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Google account: who it is, its contacts, other contacts and groups. */
final class StandInAccount {

    private static final List<String> SYSTEM_GROUPS =
            List.of("myContacts", "starred", "friends", "family", "coworkers", "chatBuddies", "all", "blocked");

    final String id;
    volatile String profileId;
    final String email;
    final EntryList contacts = new EntryList("people/c");
    final EntryList others = new EntryList("otherContacts/c");
    final Map<String, Group> groups = new LinkedHashMap<>();
    final Deque<Long> contactReads = new ArrayDeque<>();
    final Deque<Long> groupReads = new ArrayDeque<>();
    final Deque<Long> fullSyncs = new ArrayDeque<>();
    private final Map<Integer, Runnable> beforePage = new HashMap<>();
    long groupSeq;
    /** Sync tokens of an earlier epoch are expired, whatever their age. */
    int syncEpoch;

    StandInAccount(String id, String profileId, String email, long now) {
        this.id = id;
        this.profileId = profileId;
        this.email = email;
        SYSTEM_GROUPS.forEach(name -> putGroup("contactGroups/" + name, name, true, now));
    }

    void beforePage(int page, Runnable mutation) {
        beforePage.put(page, mutation);
    }

    void runBeforePage(int page) {
        Runnable mutation = beforePage.remove(page);
        if (mutation != null) {
            mutation.run();
        }
    }

    List<Group> groupsInOrder() {
        return groups.values().stream()
                .sorted(Comparator.comparingLong(Group::seq))
                .toList();
    }

    void putGroup(String resourceName, String name, boolean system, long now) {
        boolean taken = groups.values().stream()
                .anyMatch(group -> !group.deleted()
                        && group.name().equals(name)
                        && !group.resourceName().equals(resourceName));
        if (taken) {
            throw new IllegalArgumentException("there is a group " + name + " already: names are unique in an account");
        }
        groups.put(resourceName, new Group(resourceName, name, system, false, ++groupSeq, now));
    }

    /** Deletes a group; its members stay and lose it. */
    void deleteGroup(String resourceName, long now) {
        Group group = groups.get(resourceName);
        if (group == null || group.deleted()) {
            throw new IllegalArgumentException("there is no group " + resourceName);
        }
        contacts.live().filter(entry -> isMember(entry, resourceName)).toList().forEach(entry -> {
            ObjectNode person = entry.person().deepCopy();
            ArrayNode memberships = person.withArray("memberships");
            for (int i = memberships.size() - 1; i >= 0; i--) {
                if (groupOf(memberships.get(i)).equals(resourceName)) {
                    memberships.remove(i);
                }
            }
            contacts.upsert(entry.sourceId(), person, entry.profile(), now);
        });
        groups.put(resourceName, new Group(resourceName, group.name(), group.system(), true, ++groupSeq, now));
    }

    /** The resource names of a group's members. */
    List<String> members(String groupName) {
        return contacts.live()
                .filter(entry -> isMember(entry, groupName))
                .map(Entry::resourceName)
                .toList();
    }

    private static boolean isMember(Entry entry, String groupName) {
        for (JsonNode membership : entry.person().path("memberships")) {
            if (groupOf(membership).equals(groupName)) {
                return true;
            }
        }
        return false;
    }

    private static String groupOf(JsonNode membership) {
        return membership
                .path("contactGroupMembership")
                .path("contactGroupResourceName")
                .asText();
    }
}
