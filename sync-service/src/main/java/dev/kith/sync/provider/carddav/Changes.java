package dev.kith.sync.provider.carddav;

import java.util.Map;
import java.util.Set;

/**
 * What a server says about a book.
 *
 * @param listed cards and their etags, as far as told: all there are when {@code whole}, else those that changed
 * @param removed cards that are gone; none when {@code whole}
 * @param next the state of the book at that moment
 */
record Changes(boolean whole, Map<String, String> listed, Set<String> removed, BookState next) {

    static Changes none(BookState state) {
        return new Changes(false, Map.of(), Set.of(), state);
    }

    boolean nothing() {
        return !whole && listed.isEmpty() && removed.isEmpty() && next.retry().isEmpty();
    }

    @Override
    public String toString() {
        return "Changes[whole=" + whole + ", listed=" + listed.size() + ", removed=" + removed.size() + "]";
    }
}
