package dev.kith.agent.sync;

import dev.kith.agent.ExitCode;
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

    public ExitCode exitCode() {
        return ExitCode.gravest(Stream.concat(
                phases.stream().flatMap(PhaseReport::exitCodes),
                results.values().stream().filter(RunResult::incomplete).map(result -> ExitCode.INCOMPLETE)));
    }
}
