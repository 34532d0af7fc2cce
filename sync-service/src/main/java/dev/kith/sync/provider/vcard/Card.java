package dev.kith.sync.provider.vcard;

import java.util.ArrayList;
import java.util.List;

/**
 * One card as it stands in its file, or lines between cards that belong to none.
 *
 * @param row 1-based
 * @param line 1-based line of the file it begins at
 * @param begun whether its BEGIN was there
 * @param closed whether its END was there
 * @param lines what stands between them
 * @param agents cards that stand inside of it
 * @param shortened whether it is too big, and what followed was left out
 */
public record Card(
        int row,
        int line,
        boolean begun,
        boolean closed,
        List<ContentLine> lines,
        List<Card> agents,
        boolean shortened) {

    /** A card while its lines are read. */
    static final class Builder {

        private final int row;
        private final int line;
        private final boolean begun;
        private final List<ContentLine> lines = new ArrayList<>();
        private final List<Card> agents = new ArrayList<>();
        private final Room room;
        private boolean shortened;
        private boolean expectsAgent;

        Builder(int row, int line, boolean begun) {
            this(row, line, begun, new Room());
        }

        private Builder(int row, int line, boolean begun, Room room) {
            this.row = row;
            this.line = line;
            this.begun = begun;
            this.room = room;
        }

        /** A card inside of this one, which shares its room. */
        Builder agent(int atLine) {
            return new Builder(row, atLine, true, room);
        }

        void add(ContentLine content) {
            shortened |= !room.takes(content);
            if (!shortened) {
                lines.add(content);
            }
            expectsAgent = content.value() != null
                    && content.value().isBlank()
                    && content.name().equals("AGENT");
        }

        /** Whether the next BEGIN opens a card inside of this one: only an agent is one. */
        boolean expectsAgent() {
            return expectsAgent;
        }

        void add(Card agent) {
            agents.add(agent);
            expectsAgent = false;
        }

        Card build(boolean closed) {
            return new Card(row, line, begun, closed, List.copyOf(lines), List.copyOf(agents), shortened);
        }
    }

    /** How much more of a card is read. */
    private static final class Room {

        /** Three attachments that are small enough, and text that fits a record of the log. */
        private int left = 4 * UnfoldedLines.LONGEST;

        boolean takes(ContentLine line) {
            // Every line costs something, however short it is.
            left -= line.length() + 64;
            return left >= 0;
        }
    }
}
