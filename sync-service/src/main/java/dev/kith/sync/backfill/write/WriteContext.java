package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * On whose behalf a slice is written.
 *
 * @param generation the generation its links are marked with
 * @param externalIds by contact, the external id that spoke about it
 */
public record WriteContext(
        AccountKey account, UUID runId, long generation, Instant now, Map<UUID, String> externalIds) {}
