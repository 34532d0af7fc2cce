package dev.kith.sync.run;

import java.time.Duration;

/**
 * When an account is due again.
 *
 * @param delay from now; {@code null} leaves what was planned
 */
record NextRun(Duration delay) {

    static NextRun asPlanned() {
        return new NextRun(null);
    }

    static NextRun in(Duration delay) {
        return new NextRun(delay);
    }
}
