package dev.kith.sync.run;

import java.time.Instant;

/** An account's row of {@code contacts_sync_state}, as far as the next run depends on it. */
public record SyncState(
        String cursor, Instant lastFullSyncAt, long generation, int failuresInRow, boolean fullRequested) {

    @Override
    public String toString() {
        return "SyncState[cursor=" + (cursor != null) + ", generation=" + generation + "]";
    }
}
