package dev.kith.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** SHA-256, by which contents are told apart. */
public final class Sha256 {

    private Sha256() {}

    /** Its 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** In hexadecimal. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** As much of it as a UUID holds, which then is one of version 8. */
    static UUID uuid(byte[] bytes, int from, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, from, length);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong() & ~0xF000L | 0x8000L, hash.getLong() & ~(3L << 62) | 1L << 63);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
