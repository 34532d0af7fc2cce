package dev.kith.agent.sync;

import dev.kith.model.Interaction;
import java.util.List;

/** Short numbers that differ when interactions do. They add up, so that a block's grows with its rows. */
final class Digests {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digests() {}

    /**
     * FNV-1a of the external id.
     *
     * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>
     */
    static long of(Interaction interaction) {
        String id = interaction.externalId();
        long hash = OFFSET_BASIS;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        return hash;
    }

    static long of(List<Interaction> interactions) {
        long sum = 0;
        for (Interaction interaction : interactions) {
            sum += of(interaction);
        }
        return sum;
    }

    static String text(long digest) {
        return Long.toHexString(digest);
    }

    static long parse(String text) {
        return Long.parseUnsignedLong(text, 16);
    }
}
