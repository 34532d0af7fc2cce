package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import java.time.Duration;
import java.time.Instant;

/** Decides whether a run lists everything or only what changed. */
final class ModeChoice {

    private ModeChoice() {}

    /**
     * @param requested what somebody asked for; {@code null} when nobody did
     * @param pushing whether the source sends by itself: it has no cursor, and says itself what it sends
     */
    static SyncMode choose(
            SyncState state, SyncMode requested, boolean pushing, Instant now, Duration fullRefreshAfter) {
        if (pushing) {
            return requested == null ? SyncMode.INCREMENTAL : requested;
        }
        var full = requested == SyncMode.FULL
                || state.fullRequested()
                || state.cursor() == null
                || state.lastFullSyncAt() == null
                || !now.isBefore(state.lastFullSyncAt().plus(fullRefreshAfter));
        return full ? SyncMode.FULL : SyncMode.INCREMENTAL;
    }
}
