package dev.kith.sync.backfill;

import java.util.UUID;

/** Two contacts in the order in which everybody names them: as PostgreSQL compares their ids. */
public record ContactPair(UUID one, UUID other) {

    public static ContactPair of(UUID a, UUID b) {
        return a.toString().compareTo(b.toString()) < 0 ? new ContactPair(a, b) : new ContactPair(b, a);
    }

    /** How a question about both is named. */
    public String subject() {
        return one + "|" + other;
    }
}
