package dev.kith.sync.backfill;

import java.util.List;
import java.util.UUID;

/**
 * What came of states that were applied once more.
 *
 * @param differences contacts that changed, or would
 */
public record Replayed(
        int created, int updated, int unchanged, int conflicts, int quarantined, List<Difference> differences) {

    /** Nothing was there to be done. */
    public static final Replayed NOTHING = new Replayed(0, 0, 0, 0, 0, List.of());

    /**
     * A contact that changed.
     *
     * @param link whose word it was; {@code null} where the contact came back as all its sources left it
     */
    public record Difference(UUID contactId, LinkKey link, boolean created, List<String> fields) {

        public static Difference of(ContactDecision decision) {
            return new Difference(
                    decision.contactId(), decision.speaker(), decision.created(), decision.changedFields());
        }
    }

    public static Replayed of(Counts counts, List<Difference> differences, int settled) {
        return new Replayed(
                (int) differences.stream().filter(Difference::created).count(),
                counts.updatedCount(),
                counts.unchangedCount() + settled,
                counts.conflictCount(),
                counts.quarantinedCount(),
                differences);
    }

    /** Of contacts that were there before, nothing else having come of them. */
    public static Replayed ofUpdates(List<Difference> differences, int unchanged) {
        return new Replayed(0, differences.size(), unchanged, 0, 0, differences);
    }

    public Replayed withQuarantined(int more) {
        return new Replayed(created, updated, unchanged, conflicts, quarantined + more, differences);
    }
}
