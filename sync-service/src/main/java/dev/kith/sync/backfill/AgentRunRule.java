package dev.kith.sync.backfill;

import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of a batch whose run nobody opened here: an agent begins its runs by itself, and holds no lease.
 *
 * <p>The fence of an agent's batches is a number of its own that grows from run to run. Where two runs of an account meet
 * in the log (an agent was killed while a batch of it was still on its way, and started again) the one with the higher
 * fence counts. A run that meets no other is believed whatever its fence: a clock may be set back, and a state file may
 * be lost. Generations are the service's own for the same reason.
 */
public final class AgentRunRule {

    /** A run of the account that has not ended. */
    public record OpenRun(UUID runId, long fence, boolean applied) {}

    /** What to do with a run that is not known yet. */
    public sealed interface Admission {

        /** It begins, and ends the run that was open. */
        record Begin(Optional<OpenRun> superseded) implements Admission {}

        /** Its batches come too late: a later run has begun. */
        record Stale() implements Admission {}
    }

    private AgentRunRule() {}

    public static Admission admit(long fence, Optional<OpenRun> open) {
        return open.filter(other -> other.fence() > fence).isPresent()
                ? new Admission.Stale()
                : new Admission.Begin(open);
    }
}
