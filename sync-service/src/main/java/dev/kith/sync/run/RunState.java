package dev.kith.sync.run;

/** How a run stands, as the contract names it. */
public enum RunState {
    RUNNING,
    SUCCEEDED,
    /** The chain is complete and the cursor moved, but something was quarantined or a stream failed. */
    PARTIAL,
    FAILED,
    /** Its deletions wait for a decision. */
    HELD;

    public boolean ended() {
        return this != RUNNING;
    }
}
