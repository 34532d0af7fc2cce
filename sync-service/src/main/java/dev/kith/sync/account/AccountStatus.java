package dev.kith.sync.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What people decided about an account, as opposed to how it fares. */
public enum AccountStatus {
    ACTIVE,
    PAUSED,
    DISCONNECTED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AccountStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
