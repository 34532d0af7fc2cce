package dev.kith.sync.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When and how accounts sync. */
@ConfigMapping(prefix = "kith.sync")
public interface SyncConfig {

    /** How long after a run the next one of the same account begins, give or take a tenth. */
    @WithDefault("PT15M")
    Duration interval();

    /** A full sync is due this long after the last full one; Google's cursors die after seven days. */
    @WithDefault("P6D")
    Duration fullRefreshAfter();

    /** How long an instance may be silent before others take over its accounts. */
    @WithDefault("PT30S")
    Duration lease();

    /** How often this instance looks for accounts that are due. */
    @WithDefault("1s")
    String tick();

    /** How many accounts this instance reads at once; each holds up to two pages in memory. */
    @WithDefault("4")
    int concurrentRuns();

    /** A chain of pages older than this begins again instead of being resumed. */
    @WithDefault("PT6H")
    Duration chainLifetime();

    /** When deletions wait for a decision. */
    Breaker breaker();

    /** Limits of what one run may delete in one stream. */
    interface Breaker {

        /** So many deletions are never held, unless they are all of a stream. */
        @WithDefault("10")
        int maxDeletes();

        /** Above the number, this share of a stream's contacts is held. */
        @WithDefault("5")
        int maxDeletePercent();
    }
}
