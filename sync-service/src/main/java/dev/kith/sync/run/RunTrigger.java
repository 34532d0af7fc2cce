package dev.kith.sync.run;

import java.util.Locale;

/** Who asked for a run. */
public enum RunTrigger {
    SCHEDULE,
    REQUEST,
    IMPORT,
    /** Single contacts are read anew: how far the account was read does not move. */
    RECONCILE;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
