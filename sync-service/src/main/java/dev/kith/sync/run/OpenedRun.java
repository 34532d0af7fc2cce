package dev.kith.sync.run;

/** The account's open run, opened just now or before. */
public record OpenedRun(Run run, SyncState state) {}
