package dev.kith.agent.sync;

import dev.kith.agent.Stop;
import dev.kith.agent.sink.Sink;
import dev.kith.agent.state.AgentConfig;
import java.time.Clock;
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

    boolean createUnknownContacts() {
        return config.createUnknownContacts() && !request.knownOnly();
    }
}
