package dev.kith.sync.backfill.identity;

import java.util.Locale;

/** The rungs of the identity ladder above that of a link, which needs no ladder; the surest first. */
public enum Rung {
    UID,
    EMAIL,
    PHONE,
    NAME,
    NEW;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
