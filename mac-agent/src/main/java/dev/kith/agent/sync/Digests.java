package dev.kith.agent.sync;

import dev.kith.model.Interaction;
import java.util.List;

/** Short numbers that differ when interactions do. They add up, so that a block's grows with its rows. */
final class Digests {

    private Digests() {}

    /**
     * The external id's hash, spread over all bits so that sums of different rows differ.
     *
     * @see <a href="https://prng.di.unimi.it/splitmix64.c">SplitMix64</a>
     */
    static long of(Interaction interaction) {
        long mixed = interaction.externalId().hashCode() * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
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
