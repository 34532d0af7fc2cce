package dev.kith.sync.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.model.SyncMode;
import java.time.Instant;
import java.util.UUID;

/** A run as it is served. */
public record RunView(
        UUID runId,
        String provider,
        String accountId,
        SyncMode mode,
        RunState state,
        Instant startedAt,
        Instant endedAt,
        RunSummary summary,
        @JsonInclude(JsonInclude.Include.NON_NULL) RunError error) {}
