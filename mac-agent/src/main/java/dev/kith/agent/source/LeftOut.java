package dev.kith.agent.source;

import java.util.Locale;

/** Why a row of a database is not an interaction. Declared in the order in which a row is asked. */
public enum LeftOut {
    SYSTEM("system items"),
    REACTION("reactions"),
    SCHEDULED("not sent yet", true),
    FAILED("failed to send", true),
    SPAM("junk"),
    DELETED("recently deleted", true),
    NO_DATE("without a date"),
    OLDER("older than the lookback"),
    /** A caller who hides the number, or a conversation that is not wholly synced yet. */
    NO_COUNTERPART("without a counterpart", true),
    /** The row is there and should count, but cannot be understood. */
    UNREADABLE("unreadable");

    private final String text;
    private final boolean passing;

    LeftOut(String text) {
        this(text, false);
    }

    LeftOut(String text, boolean passing) {
        this.text = text;
        this.passing = passing;
    }

    public String text() {
        return text;
    }

    /** Whether the same row may become an interaction later. */
    public boolean passing() {
        return passing;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
