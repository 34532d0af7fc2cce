package dev.kith.sync.interaction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When calls and messages find their contacts. */
@ConfigMapping(prefix = "kith.interactions")
public interface InteractionConfig {

    /** How often this instance looks whether the contacts that calls and messages wait for are applied. */
    @WithDefault("1s")
    String tick();

    /** How often it looks whether somebody has turned up who has a number that something waits for. */
    @WithDefault("PT5S")
    Duration lookAgain();

    /** How long calls and messages wait for contacts that were announced and do not come. */
    @WithDefault("PT10M")
    Duration patience();
}
