package dev.kith.sync.review;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A question to a person, with what is known about it. */
public record ReviewItem(
        UUID id,
        String kind,
        String status,
        UUID contactId,
        String provider,
        String accountId,
        String externalId,
        Map<String, Object> evidence,
        Instant createdAt,
        String decision,
        String decidedBy,
        Instant decidedAt) {}
