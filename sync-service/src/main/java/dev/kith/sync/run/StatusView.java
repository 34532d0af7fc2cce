package dev.kith.sync.run;

import dev.kith.sync.account.AccountHealth;
import java.time.Instant;

/** How an account stands, as it is served. */
public record StatusView(
        String provider,
        String accountId,
        AccountHealth health,
        String message,
        boolean cursorPresent,
        Instant cursorExpiresAt,
        Instant lastFullSyncAt,
        Instant lastIncrementalSyncAt,
        Instant lastSuccessAt,
        String lastError,
        Instant nextRunAt,
        long contactCount) {}
