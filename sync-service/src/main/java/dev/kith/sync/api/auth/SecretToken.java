package dev.kith.sync.api.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that opens something and is kept nowhere but with whom it was given to. */
record SecretToken(String value) {

    private static final int BYTES = 32;

    static SecretToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String hash() {
        return KeyHash.of(value).hex();
    }

    @Override
    public String toString() {
        return "SecretToken[redacted]";
    }
}
