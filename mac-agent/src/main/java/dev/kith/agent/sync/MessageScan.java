package dev.kith.agent.sync;

import dev.kith.agent.state.MessagesState;
import java.time.Duration;
import java.time.Instant;

/** How a run reads a message store. */
enum MessageScan {
    /** Everything, and all of it is sent. */
    FULL,
    /** Everything, and what differs from what was sent is sent. */
    RESCAN,
    /** What came since the last run, and once more what came shortly before it. */
    INCREMENTAL;

    /** A database changes below the cursor too: iCloud fills in old messages and takes others away. */
    private static final Duration RESCAN_AFTER = Duration.ofDays(7);

    /**
     * @param state {@code null} where nothing is known
     * @param anchored whether row ids still mean what they meant
     */
    static MessageScan of(MessagesState state, boolean full, boolean anchored, Instant since, Instant now) {
        if (full || state == null) {
            return FULL;
        }
        boolean wider = state.since() == null || since.isBefore(state.since());
        boolean due = state.scannedAt() == null
                || state.scannedAt().plus(RESCAN_AFTER).isBefore(now);
        return !anchored || wider || due ? RESCAN : INCREMENTAL;
    }
}
