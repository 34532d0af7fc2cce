package dev.kith.sync.log.replay;

import java.time.Instant;
import java.util.UUID;

/**
 * A replay as it is shown.
 *
 * @param state {@code RUNNING}, {@code SUCCEEDED} or {@code FAILED}
 * @param rebuild whether the CRM was empty when it was asked for, and is made again
 * @param records how many records of the log it covers; {@code null} before it has looked
 * @param report what changed, or in a dry run would change, so far
 */
public record ReplayView(
        UUID replayId,
        String state,
        boolean dryRun,
        boolean rebuild,
        Instant from,
        String provider,
        String accountId,
        Instant startedAt,
        Instant endedAt,
        Long records,
        ReplayReport report,
        String error) {}
