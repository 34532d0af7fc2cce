package dev.kith.sync.log.replay;

import java.util.UUID;

/**
 * A replay that is under way.
 *
 * @param rebuild whether the CRM was empty when it was asked for
 * @param restored whether the CRM is made again already, but for what has to wait for the log
 * @param lastDecision the last decision of people that was made by then
 * @param agreedPlan what has to be found once more before anything is changed; {@code null} when nothing has to
 */
record Replay(
        UUID id,
        ReplayRequest request,
        boolean rebuild,
        boolean restored,
        long lastDecision,
        int attempts,
        String agreedPlan,
        ReplayReport report) {

    boolean checking() {
        return agreedPlan != null;
    }

    /** Whether nothing is changed for now. */
    boolean onlyLooks() {
        return request.dryRun() || checking();
    }
}
