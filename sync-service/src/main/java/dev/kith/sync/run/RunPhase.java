package dev.kith.sync.run;

/** What a running run waits for; one that ended is stored as {@code DONE}. */
public enum RunPhase {
    /** Pages are read and published. */
    FETCHING,
    /** All pages are published; the last is not applied yet. */
    APPLYING,
    /** All pages are applied; deletions are to be confirmed. */
    CONFIRMING,
    /** All pages are applied; some interactions wait for the contacts sent beside them. */
    SETTLING
}
