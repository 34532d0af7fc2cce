package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the entries of a file: by their own id where they have one, else by what they say. Two different entries of one
 * file that claim the same id are two contacts.
 */
final class ExternalIds {

    /** Longer ones fit no index. */
    private static final int LONGEST = 500;

    /** Half of a fingerprint tells two entries apart, and a large file holds many. */
    private final Map<String, Long> fingerprintById = new HashMap<>();

    /**
     * @param ownId the entry's own id; {@code null} when it has none
     * @param fingerprint SHA-256 of the entry in hexadecimal
     */
    String of(String ownId, String fingerprint) {
        String byContent = "sha256:" + fingerprint;
        if (ownId == null) {
            return byContent;
        }
        String id = ownId.length() <= LONGEST ? ownId : "sha256:" + sha256(ownId);
        Long half = Long.parseUnsignedLong(fingerprint.substring(0, 16), 16);
        Long taken = fingerprintById.putIfAbsent(id, half);
        return taken == null || taken.equals(half) ? id : byContent;
    }

    CanonicalContact name(String ownId, String fingerprint, CanonicalContact unnamed) {
        return CanonicalContactBuilder.copyAs(of(ownId, fingerprint), unnamed).build();
    }

    static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
