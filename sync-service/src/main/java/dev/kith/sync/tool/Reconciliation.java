package dev.kith.sync.tool;

import dev.kith.sync.review.ProvenanceChanges.Change;
import dev.kith.sync.run.RunView;
import java.util.List;
import java.util.UUID;

/**
 * What came of reading sources anew.
 *
 * @param contactId {@code null} when all contacts are read
 * @param runs that read
 * @param sources what became of each of the contact's sources; none when all contacts are read
 * @param changes of the contact's values; what changes when all contacts are read stands in the runs' summaries
 */
public record Reconciliation(UUID contactId, List<RunView> runs, List<Source> sources, List<Change> changes) {

    /** How asking a source came out. */
    public enum Outcome {
        /** It answered, and what it said was applied. */
        READ,
        /** It does not have the contact, or gives it away in listings only. */
        NOT_FOUND,
        /** It sends by itself and cannot be asked; what it last said stands. */
        NOT_ASKED,
        /** The account is paused, disconnected or busy, or the source refused. */
        FAILED
    }

    /** @param message what to do, where there is something to do; else {@code null} */
    public record Source(String provider, String accountId, String externalId, Outcome outcome, String message) {}

    static Reconciliation all(List<RunView> runs) {
        return new Reconciliation(null, runs, List.of(), List.of());
    }

    public boolean ended() {
        return runs.stream().allMatch(run -> run.state().ended());
    }
}
