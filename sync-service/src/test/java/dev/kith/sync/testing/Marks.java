package dev.kith.sync.testing;

import java.util.UUID;

/** What makes the people of one test different from those of all others. */
public final class Marks {

    private Marks() {}

    /** A word of letters alone, so that no part of it is taken for a number. */
    public static String word() {
        return UUID.randomUUID()
                .toString()
                .substring(0, 8)
                .chars()
                .map(digit -> 'a' + Character.digit(digit, 16))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
