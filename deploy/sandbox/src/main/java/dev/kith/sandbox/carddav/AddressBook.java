package dev.kith.sandbox.carddav;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One person's cards by name, and what changed when. */
final class AddressBook {

    private static final String TOKEN = "urn:kith:sync:";

    /**
     * A card, or what is left of one.
     *
     * @param text {@code null} once it is deleted
     */
    record Card(String text, long change) {

        boolean deleted() {
            return text == null;
        }

        String etag() {
            return "\"" + change + "\"";
        }
    }

    private final Map<String, Card> cards = new LinkedHashMap<>();
    private long change;
    private int epoch;

    synchronized void put(String name, String text) {
        cards.put(name, new Card(text, ++change));
    }

    synchronized void delete(String name) {
        cards.put(name, new Card(null, ++change));
    }

    /** Every token handed out so far is worth nothing any more. */
    synchronized void forgetTokens() {
        epoch++;
    }

    synchronized Optional<Card> card(String name) {
        return Optional.ofNullable(cards.get(name)).filter(card -> !card.deleted());
    }

    synchronized Map<String, Card> all() {
        Map<String, Card> all = new LinkedHashMap<>(cards);
        all.values().removeIf(Card::deleted);
        return all;
    }

    synchronized String token() {
        return TOKEN + epoch + ":" + change;
    }

    /** What changed since a token, deletions too; nothing where the token is not known. */
    synchronized Optional<Map<String, Card>> since(String token) {
        String known = TOKEN + epoch + ":";
        if (!token.startsWith(known)) {
            return Optional.empty();
        }
        long from = Long.parseLong(token.substring(known.length()));
        Map<String, Card> changed = new LinkedHashMap<>(cards);
        changed.values().removeIf(card -> card.change() <= from);
        return Optional.of(changed);
    }
}
