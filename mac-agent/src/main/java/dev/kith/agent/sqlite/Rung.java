package dev.kith.agent.sqlite;

/** The ways to read a live database without a trace, the best first. */
public enum Rung {
    /** The file itself, with its write-ahead log and the shared memory of whoever writes it. */
    LIVE("live"),
    /** A private copy of the file and its write-ahead log. */
    COPY("private copy"),
    /** The file itself, unlocked: only where it has no write-ahead log. */
    IMMUTABLE("at rest");

    private final String text;

    Rung(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
