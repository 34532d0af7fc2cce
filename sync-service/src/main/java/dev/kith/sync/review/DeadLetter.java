package dev.kith.sync.review;

import java.time.Instant;
import java.util.UUID;

/** A record of the log that could not be read, and why. */
public record DeadLetter(
        UUID id,
        String topic,
        int partition,
        long offset,
        String reason,
        String message,
        String status,
        Instant createdAt) {}
