package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An open run, as far as reading it on needs.
 *
 * @param checkpoint the token of the page after the last wholly applied one; {@code null} before the first
 * @param chainStartedAt when the chain of pages that counts was begun
 * @param approvedStreams streams whose listing somebody approved however little it shares with what is known
 */
public record Run(
        UUID runId,
        SyncMode mode,
        RunPhase phase,
        long generation,
        String checkpoint,
        int checkpointPage,
        Instant chainStartedAt,
        Set<String> approvedStreams) {

    boolean full() {
        return mode == SyncMode.FULL;
    }

    boolean resumable() {
        return checkpointPage > 0 && checkpoint != null;
    }
}
