package dev.kith.sync.log.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A replay as it is shown.
 *
 * @param state {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED} or {@code CANCELLED}
 * @param waiting whether it waits for the log's consumer to apply what the log held when it began
 * @param checking whether it only looks for now whether the plan that was agreed to still holds
 * @param rebuild whether the CRM was empty when it was asked for, and is made again
 * @param records how many records of the log it covers; {@code null} before it has looked
 * @param planFingerprint of a dry run that ended: sent along, the replay is carried out only if it would still do the same
 * @param report what changed, or in a dry run would change, so far
 */
public record ReplayView(
        UUID replayId,
        String state,
        boolean dryRun,
        boolean waiting,
        boolean checking,
        boolean rebuild,
        Instant from,
        String provider,
        String accountId,
        Instant startedAt,
        Instant endedAt,
        Long records,
        ReplayReport report,
        @JsonInclude(JsonInclude.Include.NON_NULL) String planFingerprint,
        String error) {}
