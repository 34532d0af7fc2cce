package dev.kith.sync.run;

/**
 * The right of one instance to work on one account, for a while.
 *
 * @param fence grows with every claim: what was done under a lower one came from an owner believed dead
 */
record Lease(String provider, String accountId, String owner, long fence) {

    Lease withFence(long raised) {
        return new Lease(provider, accountId, owner, raised);
    }

    @Override
    public String toString() {
        return "Lease[fence=" + fence + "]";
    }
}
