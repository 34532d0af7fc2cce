package dev.kith.agent.source;

/** How long what Apple writes into a row is at most; longer ones are none of Apple's, and a page of them would fit no record. */
public final class Bounds {

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_SERVICE = 100;

    private Bounds() {}

    /** Whether a text can be the id of a message or call. */
    public static boolean isId(String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST_ID;
    }

    /** What carried a message or call; {@code null} where that is no name of a service. */
    public static String service(String name) {
        return name == null || name.length() <= LONGEST_SERVICE ? name : null;
    }
}
