package dev.kith.model;

import java.nio.charset.StandardCharsets;

/** External ids of interactions that a Mac has seen: the same call or message has the same one on all of a person's Macs. */
public final class InteractionId {

    private static final int HASH_HEX = 12;

    private InteractionId() {}

    public static String message(String guid, boolean outgoing, String counterpartHash) {
        return id("message", guid, outgoing, counterpartHash);
    }

    public static String call(String uniqueId, boolean outgoing, String counterpartHash) {
        return id("call", uniqueId, outgoing, counterpartHash);
    }

    /** The first 12 hexadecimal digits of SHA-256 of the normalised counterpart. */
    public static String hash(Counterpart counterpart) {
        return Sha256.hex(counterpart.normalized().getBytes(StandardCharsets.UTF_8))
                .substring(0, HASH_HEX);
    }

    private static String id(String kind, String guid, boolean outgoing, String counterpartHash) {
        return kind + ":" + guid + (outgoing ? ":out:" : ":in:") + counterpartHash;
    }
}
