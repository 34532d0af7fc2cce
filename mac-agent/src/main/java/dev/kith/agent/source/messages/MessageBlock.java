package dev.kith.agent.source.messages;

import java.util.Arrays;

/**
 * Consecutive messages, as {@link MessageRow} reads them. Each value fetched costs a call out of Java, and each row another
 * one: so many messages travel in one value.
 *
 * @param lines of ASCII, parted by {@link MessageRow#END}; {@code null} where no message is left
 * @param services of the lines whose flags name none, each ended; {@code null} where there is none
 * @param count how many lines there are
 * @param last the greatest row id among them
 */
record MessageBlock(byte[] lines, String services, int count, long last) {

    private static final int NUMBERS = 4;

    /** Whether each line can be told from the next: not so where a guid holds what none of Apple's does. */
    boolean plain() {
        if (lines == null) {
            return true;
        }
        int ends = 0;
        for (byte one : lines) {
            if (one < ' ') {
                if (one != MessageRow.END) {
                    return false;
                }
                ends++;
            }
        }
        return ends == count - 1;
    }

    /** The first line without its guid. */
    MessageBlock withoutGuid() {
        int end = 0;
        for (int numbers = 0; numbers < NUMBERS; end++) {
            if (lines[end] == ' ') {
                numbers++;
            }
        }
        return new MessageBlock(Arrays.copyOf(lines, end), services, 1, last);
    }
}
