package dev.kith.agent.sync;

import dev.kith.agent.source.MacStore.Kind;

/** Hears how far a run is. */
public interface Progress {

    Progress NONE = new Progress() {};

    default void phase(Kind kind) {}

    /** A store is being read: so many rows at most. */
    default void begin(Kind kind, long total) {}

    default void at(long position) {}

    default void end() {}

    default void done(PhaseReport report) {}
}
