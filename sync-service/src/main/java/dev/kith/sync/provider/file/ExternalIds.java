package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the entries of a file: by their own id where they have one, else by what they say. Two different entries of one
 * file that claim the same id are two contacts.
 */
final class ExternalIds {

    private final Map<String, String> fingerprintById = new HashMap<>();

    /**
     * @param ownId the entry's own id; {@code null} when it has none
     * @param fingerprint SHA-256 of the entry in hexadecimal
     */
    CanonicalContact name(String ownId, String fingerprint, CanonicalContact unnamed) {
        String byContent = "sha256:" + fingerprint;
        String id = ownId == null ? byContent : ownId;
        String taken = fingerprintById.putIfAbsent(id, fingerprint);
        String unique = taken == null || taken.equals(fingerprint) ? id : byContent;
        return CanonicalContactBuilder.copyAs(unique, unnamed).build();
    }
}
