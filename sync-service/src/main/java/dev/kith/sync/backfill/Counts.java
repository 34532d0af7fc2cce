package dev.kith.sync.backfill;

/** Counts what became of the contacts of a slice. */
public final class Counts {

    private int created;
    private int updated;
    private int unchanged;
    private int skipped;
    private int conflicts;
    private int quarantined;

    void created() {
        created++;
    }

    void updated() {
        updated++;
    }

    /** A contact that is as it was; it counts among the skipped. */
    void unchanged() {
        unchanged++;
        skipped++;
    }

    public void unchanged(int number) {
        unchanged += number;
        skipped += number;
    }

    /** A contact that was left aside: older than what is held, or of somebody deleted here. */
    public void skipped() {
        skipped++;
    }

    /** Contacts that were to be updated and are held instead. */
    void withheld(int number) {
        updated -= number;
        skipped += number;
    }

    void conflicts(int number) {
        conflicts += number;
    }

    public void quarantined(int number) {
        quarantined += number;
    }

    public void add(Counts other) {
        created += other.created;
        updated += other.updated;
        unchanged += other.unchanged;
        skipped += other.skipped;
        conflicts += other.conflicts;
        quarantined += other.quarantined;
    }

    public int createdCount() {
        return created;
    }

    public int updatedCount() {
        return updated;
    }

    public int unchangedCount() {
        return unchanged;
    }

    public int skippedCount() {
        return skipped;
    }

    public int conflictCount() {
        return conflicts;
    }

    public int quarantinedCount() {
        return quarantined;
    }
}
