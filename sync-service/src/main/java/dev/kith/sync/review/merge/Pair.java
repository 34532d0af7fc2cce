package dev.kith.sync.review.merge;

import java.util.UUID;

/** Two contacts in the order in which everybody names them: as PostgreSQL compares their ids. */
record Pair(UUID one, UUID other) {

    static Pair of(UUID a, UUID b) {
        return a.toString().compareTo(b.toString()) < 0 ? new Pair(a, b) : new Pair(b, a);
    }

    /** How a question about both is named. */
    String subject() {
        return one + "|" + other;
    }
}
