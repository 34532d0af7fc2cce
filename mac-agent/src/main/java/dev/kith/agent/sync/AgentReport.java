package dev.kith.agent.sync;

import dev.kith.agent.ExitCode;
import dev.kith.agent.sqlite.StoreException.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What came of one call of the agent.
 *
 * @param results what the service made of the runs, as far as it said
 */
public record AgentReport(List<PhaseReport> phases, Map<UUID, RunResult> results, boolean dryRun) {

    /** Whether something was left that a run some seconds later sends, with no store changing before. */
    public boolean unsettled() {
        return phases.stream().anyMatch(PhaseReport::isUnsettled);
    }

    /** Whether somebody kept a store from being read who may let go of it without a trace. */
    public boolean locked() {
        return phases.stream()
                .flatMap(phase -> phase.issues().stream())
                .anyMatch(issue -> issue.problem() == Problem.LOCKED);
    }

    public ExitCode exitCode() {
        return ExitCode.gravest(Stream.concat(
                phases.stream().flatMap(PhaseReport::exitCodes),
                results.values().stream().filter(RunResult::incomplete).map(result -> ExitCode.INCOMPLETE)));
    }
}
