package dev.kith.sandbox.google;

/**
 * A contact group.
 *
 * @param system whether Google made it
 * @param changedAt epoch milliseconds
 */
record Group(String resourceName, String name, boolean system, boolean deleted, long seq, long changedAt) {}
