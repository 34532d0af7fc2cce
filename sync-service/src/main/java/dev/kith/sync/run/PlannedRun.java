package dev.kith.sync.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.model.SyncMode;
import java.util.UUID;

/**
 * A run that syncing now would open.
 *
 * @param mode {@code null} when it is whatever is due
 * @param openRunId the run that is open already, and is answered with instead
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PlannedRun(String provider, String accountId, SyncMode mode, UUID openRunId) {}
