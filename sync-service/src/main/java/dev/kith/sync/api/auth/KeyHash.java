package dev.kith.sync.api.auth;

import dev.kith.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What is kept of a key. Keys are long and random, so a plain hash tells nobody which key it was. */
record KeyHash(String hex) {

    static KeyHash of(String key) {
        return new KeyHash(Sha256.hex(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(KeyHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
