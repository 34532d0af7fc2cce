package dev.kith.sync.run;

/**
 * What a run did so far. {@code fetched} and {@code applied} are sums of the rest. A run of interactions counts those, not
 * contacts.
 *
 * @param existing contacts that the CRM held already: {@code updated} and {@code unchanged} ones
 * @param unknown placeholder contacts made for numbers and addresses that nobody had
 */
public record RunSummary(
        int fetched,
        int applied,
        int skipped,
        int deleted,
        int created,
        int updated,
        int unchanged,
        int conflicts,
        int quarantined,
        int existing,
        int unknown) {

    /** @param skipped unchanged ones included */
    static RunSummary of(
            int created,
            int updated,
            int unchanged,
            int skipped,
            int deleted,
            int conflicts,
            int quarantined,
            int unknown) {
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
                quarantined,
                updated + unchanged,
                unknown);
    }
}
