package dev.kith.agent.sync;

import dev.kith.agent.Stop;
import dev.kith.agent.sink.Sink;
import dev.kith.agent.state.AgentConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One call of the agent, and what all of its parts share.
 *
 * @param fence of all its batches: greater than that of any call before
 */
record AgentCall(
        SyncRequest request,
        AgentConfig config,
        String machineId,
        UUID agentRunId,
        long fence,
        Instant startedAt,
        Sink sink,
        StateKeeper states,
        Clock clock,
        Supplier<UUID> ids,
        Progress progress,
        Stop stop) {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    /** Nothing real happened after this. */
    Instant latest() {
        return startedAt.plus(CLOCK_DIFFERENCE);
    }

    boolean createUnknownContacts() {
        return config.createUnknownContacts() && !request.knownOnly();
    }
}
