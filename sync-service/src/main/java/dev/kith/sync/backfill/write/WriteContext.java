package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import java.time.Instant;
import java.util.UUID;

/**
 * On whose behalf a slice is written.
 *
 * @param runId {@code null} where no run is behind it
 * @param generation the generation its links are marked with; {@link #NO_SIGHT} where nobody saw them at their source
 */
public record WriteContext(AccountKey account, UUID runId, long generation, Instant now) {

    public static final long NO_SIGHT = -1;
}
