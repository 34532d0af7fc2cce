package dev.kith.sync.provider.vcard;

/**
 * What of a card could not be taken over as it stands. Holds nothing of the content.
 *
 * @param line 1-based line of the file; {@code null} when it concerns the whole card
 * @param field the property, or {@code card}
 * @param leftOut whether something of the card is kept nowhere
 */
public record CardProblem(Integer line, String field, String message, boolean leftOut) {

    private static final String PHOTO = "PHOTO";

    /** A problem after which everything of the card is kept somewhere. */
    CardProblem(Integer line, String field, String message) {
        this(line, field, message, false);
    }

    boolean leftOutPhoto() {
        return leftOut && field.equals(PHOTO);
    }

    static CardProblem photoTooLarge(ContentLine line) {
        return new CardProblem(line.line(), PHOTO, "This photo is larger than 256 KB; it was left out.", true);
    }

    static CardProblem of(ContentLine line, String message) {
        return new CardProblem(line.line(), line.shownName(), message);
    }

    static CardProblem leftOut(ContentLine line, String message) {
        return new CardProblem(line.line(), line.shownName(), message, true);
    }
}
