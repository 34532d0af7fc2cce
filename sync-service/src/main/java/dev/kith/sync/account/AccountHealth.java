package dev.kith.sync.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an account fares, as operators read it. */
public enum AccountHealth {
    OK,
    /** It syncs, or tries to, but somebody should look. */
    DEGRADED,
    /** Polling stands still until its owner consents again. */
    NEEDS_CONSENT,
    /** What a run would remove or overwrite waits for a decision; everything else goes on. */
    HELD,
    PAUSED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AccountHealth of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
