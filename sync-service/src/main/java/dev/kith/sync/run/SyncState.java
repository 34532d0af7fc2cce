package dev.kith.sync.run;

import java.time.Instant;

/**
 * An account's row of {@code contacts_sync_state}, as far as the next run depends on it.
 *
 * @param doubted whether an earlier run waits for a decision about a listing
 */
record SyncState(
        String cursor,
        Instant lastFullSyncAt,
        long generation,
        int failuresInRow,
        boolean fullRequested,
        boolean doubted) {

    @Override
    public String toString() {
        return "SyncState[cursor=" + (cursor != null) + ", generation=" + generation + "]";
    }
}
