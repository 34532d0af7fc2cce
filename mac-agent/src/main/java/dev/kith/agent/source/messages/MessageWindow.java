package dev.kith.agent.source.messages;

import java.time.Instant;

/**
 * Which messages are wanted.
 *
 * @param since older ones are left out; {@link Instant#MIN} has no limit
 * @param settled newer ones may still be changed by Messages and are left for the next run
 * @param latest nothing real happened after this
 */
public record MessageWindow(Instant since, Instant settled, Instant latest) {}
