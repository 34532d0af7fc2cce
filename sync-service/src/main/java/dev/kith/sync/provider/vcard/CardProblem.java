package dev.kith.sync.provider.vcard;

/**
 * What of a card could not be taken over as it stands. Holds nothing of the content.
 *
 * @param line 1-based line of the card's text; {@code null} when it concerns the whole card
 * @param field the property, or {@code card}
 */
public record CardProblem(Integer line, String field, String message) {}
