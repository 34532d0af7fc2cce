package dev.kith.sync.backfill.identity;

import java.util.Locale;

/** The rungs of the identity ladder, the surest first. */
public enum Rung {
    SOURCE_LINK,
    ALIAS,
    UID,
    EMAIL,
    PHONE,
    NAME,
    NEW;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
