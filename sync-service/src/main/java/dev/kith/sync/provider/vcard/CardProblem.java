package dev.kith.sync.provider.vcard;

/**
 * What of a card could not be taken over as it stands. Holds nothing of the content.
 *
 * @param line 1-based line of the file; {@code null} when it concerns the whole card
 * @param field the property, or {@code card}
 */
public record CardProblem(Integer line, String field, String message) {

    private static final String PHOTO = "PHOTO";

    boolean leftOutPhoto() {
        return field.equals(PHOTO);
    }

    static CardProblem photoTooLarge(ContentLine line) {
        return new CardProblem(line.line(), PHOTO, "This photo is larger than 256 KB; it was left out.");
    }

    static CardProblem of(ContentLine line, String message) {
        return new CardProblem(line.line(), line.shownName(), message);
    }
}
