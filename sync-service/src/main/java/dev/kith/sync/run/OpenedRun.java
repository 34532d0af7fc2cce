package dev.kith.sync.run;

/** The account's open run, opened just now or before. */
record OpenedRun(Run run, SyncState state) {}
