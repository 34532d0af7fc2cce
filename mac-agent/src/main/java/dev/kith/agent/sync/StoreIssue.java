package dev.kith.agent.sync;

import dev.kith.agent.ExitCode;
import dev.kith.agent.source.MacStore;
import dev.kith.agent.sqlite.StoreException;

/** A store that could not be read. */
public record StoreIssue(MacStore.Kind kind, String path, StoreException.Problem problem, String message) {

    static StoreIssue of(MacStore store, StoreException failure) {
        return new StoreIssue(store.kind(), store.path().toString(), failure.problem(), failure.getMessage());
    }

    ExitCode exitCode() {
        return problem.exitCode();
    }
}
