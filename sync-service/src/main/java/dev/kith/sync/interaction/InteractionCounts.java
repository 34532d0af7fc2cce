package dev.kith.sync.interaction;

/**
 * What became of the interactions of a slice.
 *
 * @param created found their contact
 * @param unchanged were known already
 * @param waiting wait for a contact, and will not have one made
 * @param ripening become a placeholder unless somebody turns up; counted when that is decided
 */
public record InteractionCounts(int created, int unchanged, int waiting, int ripening, int quarantined) {

    /** Left aside, as the summary of a run says it: those known already and those that wait. */
    public int skipped() {
        return unchanged + waiting;
    }
}
