package dev.kith.sync.log;

/** The topics of the log, by the names outsiders know. */
public final class Topics {

    /** Contact batches of every source the service polls or is handed. */
    public static final String CONTACTS = "kith.contacts.v1";

    /** Contact batches of Macs. */
    public static final String MAC_CONTACTS = "kith.mac.contacts.v1";

    /** Calls and messages. */
    public static final String INTERACTIONS = "kith.interactions.v1";

    /** Records that could not be read, as they came. */
    public static final String DEAD_LETTERS = "kith.dead-letters.v1";

    private Topics() {}
}
