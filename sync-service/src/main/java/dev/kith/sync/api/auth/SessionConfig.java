package dev.kith.sync.api.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in, and how often somebody may guess. */
@ConfigMapping(prefix = "kith.session")
public interface SessionConfig {

    /** A session that nobody uses ends after this. */
    @WithDefault("P7D")
    Duration idle();

    /** Every session ends after this. */
    @WithDefault("P30D")
    Duration lifetime();

    /** How long a sign-in link works. */
    @WithDefault("PT12H")
    Duration linkLifetime();

    /** Failed attempts of one network address within the window; further ones are refused. */
    @WithDefault("10")
    int failures();

    /** How far back failed attempts count. */
    @WithDefault("PT10M")
    Duration failureWindow();
}
