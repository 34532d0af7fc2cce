package dev.kith.sync.run;

/** What a run did so far. {@code fetched} and {@code applied} are sums of the rest. */
public record RunSummary(
        int fetched,
        int applied,
        int skipped,
        int deleted,
        int created,
        int updated,
        int unchanged,
        int conflicts,
        int quarantined) {

    /** @param skipped unchanged ones included */
    static RunSummary of(
            int created, int updated, int unchanged, int skipped, int deleted, int conflicts, int quarantined) {
        var applied = created + updated;
        return new RunSummary(
                applied + skipped + deleted + quarantined,
                applied,
                skipped,
                deleted,
                created,
                updated,
                unchanged,
                conflicts,
                quarantined);
    }
}
