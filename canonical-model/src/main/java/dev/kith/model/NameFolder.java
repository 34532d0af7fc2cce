package dev.kith.model;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Map;

/** Brings names of people into the form by which they are compared. */
public final class NameFolder {

    private static final String APOSTROPHES = "'’‘‛`´ʼʻ′＇";
    private static final int TATWEEL = 0x640;
    /** Marks without a script of their own that tell Japanese syllables apart. */
    private static final String VOICING = "\u3099\u309A";

    /** Letters whose stroke or ligature Unicode does not take apart. */
    private static final Map<Integer, String> PLAIN = Map.of(
            (int) 'ß', "ss",
            (int) 'æ', "ae",
            (int) 'œ', "oe",
            (int) 'ø', "o",
            (int) 'đ', "d",
            (int) 'ð', "d",
            (int) 'þ', "th",
            (int) 'ł', "l",
            (int) 'ħ', "h",
            (int) 'ŧ', "t");

    private NameFolder() {}

    /**
     * The name without case, accents, punctuation, emoji and invisible characters, its words one space apart. Marks that are
     * letters of their script (Hindi vowels, Japanese voicing) stay.
     *
     * @return empty when there is no name
     */
    public static String fold(String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        StringBuilder folded = new StringBuilder(name.length());
        Normalizer.normalize(name.replace('´', '\''), Normalizer.Form.NFKD)
                .codePoints()
                .filter(codePoint -> !isSilent(codePoint))
                .forEach(codePoint -> append(codePoint, folded));
        return Normalizer.normalize(folded, Normalizer.Form.NFC).strip();
    }

    /**
     * Whether two names can be one person's: equal after folding, one a nickname or initial of the other, or one side
     * has none.
     */
    public static boolean namesAgree(String one, String other) {
        return NameAgreement.between(one, other);
    }

    private static void append(int codePoint, StringBuilder folded) {
        if (Character.isLetter(codePoint) || isNumber(codePoint) || isMark(codePoint)) {
            int lower = Character.toLowerCase(Character.toUpperCase(codePoint));
            String plain = PLAIN.get(lower);
            if (plain == null) {
                folded.appendCodePoint(lower);
            } else {
                folded.append(plain);
            }
        } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    /** Whether a character says nothing where it stands, not even that a word ends. */
    private static boolean isSilent(int codePoint) {
        return isAccent(codePoint)
                || APOSTROPHES.indexOf(codePoint) >= 0
                || codePoint == TATWEEL
                || UnicodeText.standsForNothing(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.FORMAT -> true;
                    case Character.CONTROL -> !Character.isWhitespace(codePoint);
                    default -> false;
                };
    }

    private static boolean isAccent(int codePoint) {
        return isMark(codePoint)
                && VOICING.indexOf(codePoint) < 0
                && switch (UnicodeScript.of(codePoint)) {
                    case INHERITED, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, SYRIAC -> true;
                    default -> false;
                };
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isNumber(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
