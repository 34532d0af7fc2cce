package dev.kith.sync.provider.carddav;

import java.util.List;
import java.util.Set;

/**
 * The properties of a resource that were asked for and granted; {@code null} and empty where they were not.
 *
 * @param ctag changes with every change of the collection
 * @param card the vCard
 * @param resourceTypes local names, such as {@code collection} and {@code addressbook}
 * @param reports local names of the reports the collection answers
 * @param principal of the current user, as an href
 * @param privileges local names of what the current user may do
 */
record DavProperties(
        String etag,
        String ctag,
        String syncToken,
        String displayName,
        String card,
        Set<String> resourceTypes,
        Set<String> reports,
        List<String> homeSets,
        String principal,
        Set<String> privileges) {

    static final DavProperties NONE =
            new DavProperties(null, null, null, null, null, Set.of(), Set.of(), List.of(), null, Set.of());

    boolean addressBook() {
        return resourceTypes.contains("collection") && resourceTypes.contains("addressbook");
    }

    /** Whether the current user may read it, as far as the server tells. */
    boolean readable() {
        return privileges.isEmpty() || privileges.contains("read") || privileges.contains("all");
    }

    @Override
    public String toString() {
        return "DavProperties[types=" + resourceTypes + "]";
    }
}
