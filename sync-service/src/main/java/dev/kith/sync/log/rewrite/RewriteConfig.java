package dev.kith.sync.log.rewrite;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the log follows erasures. */
@ConfigMapping(prefix = "kith.log-rewrite")
interface RewriteConfig {

    /** How often it is looked whether somebody was erased. */
    @WithDefault("10s")
    String tick();

    /** How long somebody erased whom a Mac sends again is left in the log, so that a whole run is dealt with at once. */
    @WithDefault("PT10M")
    Duration patience();
}
