package dev.kith.sync.log.replay;

import java.util.UUID;

/**
 * A replay that is under way.
 *
 * @param rebuild whether the CRM was empty when it was asked for
 * @param lastDecision the last decision of people that was made by then
 */
record Replay(UUID id, ReplayRequest request, boolean rebuild, long lastDecision, int attempts, ReplayReport report) {}
