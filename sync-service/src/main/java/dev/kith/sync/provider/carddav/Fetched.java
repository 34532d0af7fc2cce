package dev.kith.sync.provider.carddav;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What came of asking for cards. */
final class Fetched {

    private final Map<String, FetchedCard> cards = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> tooBig = new HashSet<>();
    private long characters;

    /** Cards by name. */
    Map<String, FetchedCard> cards() {
        return cards;
    }

    /** Cards that were deleted since they were listed. */
    Set<String> gone() {
        return gone;
    }

    /** Cards the server does not give away, though it works. */
    Set<String> refused() {
        return refused;
    }

    Set<String> tooBig() {
        return tooBig;
    }

    /** How much text the cards hold. */
    long characters() {
        return characters;
    }

    void took(String name, FetchedCard card) {
        cards.put(name, card);
        characters += card.text().length();
    }

    boolean answered(String name) {
        return cards.containsKey(name) || gone.contains(name) || refused.contains(name) || tooBig.contains(name);
    }
}
