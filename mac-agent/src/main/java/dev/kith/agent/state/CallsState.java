package dev.kith.agent.state;

import java.time.Instant;
import java.util.Set;

/**
 * What of a call history was sent.
 *
 * @param since from when on
 * @param standingSince the limit of runs that name none
 * @param sent digests of the calls that were sent and are still there
 */
public record CallsState(Instant syncedAt, Instant since, Instant standingSince, Set<String> sent) {

    public CallsState {
        sent = sent == null ? Set.of() : sent;
    }
}
