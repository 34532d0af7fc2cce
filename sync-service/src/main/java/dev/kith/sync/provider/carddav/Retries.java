package dev.kith.sync.provider.carddav;

import java.util.HashMap;
import java.util.Map;

/** Which cards are to be asked for another time. Cursors and page tokens hold them, so only so many are noted. */
final class Retries {

    /** A card that could not be had so often is given up until the next whole listing. */
    private static final int PATIENCE = 3;

    /** A record of the log has room for these of some dozen books, three times over. */
    private static final int MOST = 200;

    private final Map<String, Integer> before;
    private final Map<String, Integer> noted;
    private boolean more;

    /** @param before how often cards were asked for, by name */
    Retries(Map<String, Integer> before) {
        this.before = before;
        this.noted = new HashMap<>(before);
    }

    /** A card is asked for now. */
    void asked(String name) {
        noted.remove(name);
    }

    /** Notes a card that could not be had, unless that was so too often; tells whether it does. */
    boolean afterFailure(String name) {
        int asked = before.getOrDefault(name, 0) + 1;
        if (asked < PATIENCE) {
            note(name, asked);
        }
        return asked < PATIENCE;
    }

    /** Notes a card about which nobody was asked, which says nothing against it. */
    void unasked(String name) {
        note(name, before.getOrDefault(name, 0));
    }

    private void note(String name, int asked) {
        if (noted.size() < MOST || noted.containsKey(name)) {
            noted.put(name, asked);
        } else {
            more = true;
        }
    }

    /** How often the noted cards were asked for. */
    Map<String, Integer> noted() {
        return noted;
    }

    /** Whether there are more than are noted. */
    boolean more() {
        return more;
    }
}
