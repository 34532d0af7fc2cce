package dev.kith.sync.run;

/** How a run stands, as the contract names it. */
public enum RunState {
    RUNNING,
    SUCCEEDED,
    /** The chain is complete and the cursor moved, but something was quarantined or a stream failed. */
    PARTIAL,
    FAILED,
    /** What it would remove or overwrite waits for a decision. */
    HELD;

    public boolean ended() {
        return this != RUNNING;
    }
}
