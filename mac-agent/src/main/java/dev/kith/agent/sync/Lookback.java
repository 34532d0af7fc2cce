package dev.kith.agent.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * From when on messages and calls are wanted. The limit of runs that name none is fixed by the first of them: a window that
 * moved with the clock would drop what was not sent in time.
 *
 * @param since the limit of this run
 * @param standing the limit of runs that name none; {@code null} before the first
 */
public record Lookback(Instant since, Instant standing) {

    /** Before everything that Apple's clocks can tell. */
    public static final Instant UNLIMITED = Instant.EPOCH;

    /**
     * @param days what the command line says; 0 has no limit
     * @param initialDays what the configuration says
     * @param standing what the state says; {@code null} when it says nothing or is to be forgotten
     */
    public static Lookback of(OptionalInt days, int initialDays, Instant standing, Instant now) {
        if (days.isPresent()) {
            return new Lookback(cutoff(days.getAsInt(), now), standing);
        }
        Instant fixed = standing == null ? cutoff(initialDays, now) : standing;
        return new Lookback(fixed, fixed);
    }

    private static Instant cutoff(int days, Instant now) {
        return days == 0 ? UNLIMITED : now.minus(Duration.ofDays(days));
    }
}
