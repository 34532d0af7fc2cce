package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalHash;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the entries of a file: by their own id where they have one, else by what they say. Two different entries of one
 * file that claim the same id are two contacts.
 */
final class ExternalIds {

    private final Map<String, String> hashById = new HashMap<>();

    /**
     * @param ownId the entry's own id; {@code null} when it has none
     */
    CanonicalContact name(String ownId, CanonicalContact unnamed) {
        String hash = CanonicalHash.of(unnamed);
        String id = ownId == null ? "sha256:" + hash : ownId;
        String taken = hashById.putIfAbsent(id, hash);
        String unique = taken == null || taken.equals(hash) ? id : "sha256:" + hash;
        return renamed(unique, unnamed);
    }

    private static CanonicalContact renamed(String id, CanonicalContact contact) {
        return CanonicalContactBuilder.copyAs(id, contact).build();
    }
}
