package dev.kith.sync.review;

import java.time.Instant;
import java.util.UUID;

/** A contact that could not be applied, and why; what it holds is not part of it. */
public record QuarantinedContact(
        UUID id,
        String provider,
        String accountId,
        String externalId,
        UUID runId,
        String reason,
        String message,
        String status,
        int attempts,
        Instant createdAt,
        Instant resolvedAt) {}
