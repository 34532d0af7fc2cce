package dev.kith.model;

/** Text as it may be stored: PostgreSQL takes no U+0000, JSON no lone surrogate, people no control characters. */
public final class UnicodeText {

    private UnicodeText() {}

    /** The text without characters that stand for nothing; line breaks and tabs stay. */
    public static String clean(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int length = Character.charCount(codePoint);
            boolean bad = codePoint < 0x20 && codePoint != '\n' && codePoint != '\r' && codePoint != '\t'
                    || codePoint == 0x7F
                    || codePoint >= 0xD800 && codePoint <= 0xDFFF
                    || (codePoint & 0xFFFE) == 0xFFFE;
            if (bad && clean == null) {
                clean = new StringBuilder(text.length()).append(text, 0, i);
            } else if (!bad && clean != null) {
                clean.appendCodePoint(codePoint);
            }
            i += length;
        }
        return clean == null ? text : clean.toString();
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
