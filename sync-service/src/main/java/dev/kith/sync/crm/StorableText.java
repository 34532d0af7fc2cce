package dev.kith.sync.crm;

import java.util.Optional;

/** Text that comes back as it was sent: PostgreSQL takes no U+0000, and UTF-8 has no halves of surrogate pairs. */
public final class StorableText {

    private StorableText() {}

    /** What is wrong with a text; empty for nothing. */
    public static Optional<String> problem(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("holds a character that no text may hold (U+0000)");
        }
        return text.codePoints().anyMatch(StorableText::isHalf)
                ? Optional.of("holds half of a character (a lone surrogate)")
                : Optional.empty();
    }

    /** Both halves together are one code point. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
