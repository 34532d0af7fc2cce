package dev.kith.sync.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who was erased, without saying whom.
 *
 * @param logRewrittenAt when the log held nothing of the person any more; {@code null} as long as it may
 * @param problem what keeps the log from being rewritten; {@code null} when nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Erasure(UUID erasureId, String by, Instant erasedAt, Instant logRewrittenAt, String problem) {}
