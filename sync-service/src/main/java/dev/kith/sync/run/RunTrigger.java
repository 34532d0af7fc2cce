package dev.kith.sync.run;

import java.util.Locale;

/** Who asked for a run. */
public enum RunTrigger {
    SCHEDULE,
    REQUEST,
    IMPORT;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
