package dev.kith.sync.run;

import java.time.Instant;
import java.util.UUID;

/**
 * How an account stands, under the id that may be told to logs and metrics.
 *
 * @param status without the number of contacts, which takes long to count
 */
public record AccountStanding(UUID id, Instant connectedAt, StatusView status) {}
