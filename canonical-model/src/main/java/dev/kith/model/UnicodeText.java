package dev.kith.model;

/** Text as it may be stored: PostgreSQL takes no U+0000, JSON no lone surrogate, people no control characters. */
public final class UnicodeText {

    private static final int VERTICAL_TAB = 0x0B;
    private static final int FORM_FEED = 0x0C;

    private UnicodeText() {}

    /**
     * The text without characters that stand for nothing. Line breaks and tabs stay; what ends a line in a word processor
     * or on a printer (vertical tab, form feed) becomes a space, or the words round it would run together.
     */
    public static String clean(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean lineEnd = codePoint == VERTICAL_TAB || codePoint == FORM_FEED;
            boolean dropped = standsForNothing(codePoint);
            if (clean == null && (lineEnd || dropped)) {
                clean = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (clean != null && !dropped) {
                clean.appendCodePoint(lineEnd ? ' ' : codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return clean == null ? text : clean.toString();
    }

    /** Whether {@link #clean} drops a character. */
    static boolean standsForNothing(int codePoint) {
        // Tab, line feed, vertical tab, form feed and carriage return stand together.
        return codePoint < '\t'
                || codePoint > '\r' && codePoint < 0x20
                || codePoint == 0x7F
                || codePoint >= 0xD800 && codePoint <= 0xDFFF
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /** The same without white space round it; {@code null} when nothing is left. */
    public static String stripped(String text) {
        if (text == null) {
            return null;
        }
        String clean = clean(text).strip();
        return clean.isEmpty() ? null : clean;
    }
}
