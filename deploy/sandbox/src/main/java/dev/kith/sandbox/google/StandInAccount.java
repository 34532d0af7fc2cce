package dev.kith.sandbox.google;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Google account: who it is, its contacts, other contacts and groups. */
final class StandInAccount {

    static final List<String> SYSTEM_GROUPS =
            List.of("myContacts", "starred", "friends", "family", "coworkers", "chatBuddies", "all", "blocked");

    final String id;
    volatile String profileId;
    final String email;
    final EntryList contacts = new EntryList("people/c");
    final EntryList others = new EntryList("otherContacts/c");
    final Map<String, Group> groups = new LinkedHashMap<>();
    final Map<Integer, Runnable> beforePage = new TreeMap<>();
    final Deque<Long> reads = new ArrayDeque<>();
    final Deque<Long> fullSyncs = new ArrayDeque<>();
    long groupSeq;
    /** Sync tokens issued at or before this moment are expired, whatever their age. */
    long expiredUntil = Long.MIN_VALUE;

    StandInAccount(String id, String profileId, String email) {
        this.id = id;
        this.profileId = profileId;
        this.email = email;
        SYSTEM_GROUPS.forEach(name -> putGroup("contactGroups/" + name, name, true));
    }

    void putGroup(String resourceName, String name, boolean system) {
        groups.put(resourceName, new Group(resourceName, name, system, false, ++groupSeq));
    }

    void deleteGroup(String resourceName) {
        Group group = groups.get(resourceName);
        groups.put(resourceName, new Group(resourceName, group.name(), group.system(), true, ++groupSeq));
    }
}
