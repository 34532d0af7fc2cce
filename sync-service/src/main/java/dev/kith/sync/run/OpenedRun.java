package dev.kith.sync.run;

/**
 * The account's open run.
 *
 * @param opened {@code false} when it was open already
 */
public record OpenedRun(Run run, SyncState state, boolean opened) {}
