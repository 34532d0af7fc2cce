package dev.kith.sync.provider.vcard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * Cuts a file into its cards, so that a broken one costs only itself. Lines outside of cards are handed out too, as a card
 * without a beginning: they may be one.
 */
public final class CardSplitter implements Closeable {

    private static final int DEEPEST_AGENT = 4;

    private final UnfoldedLines lines;
    private ContentLine pending;
    private int row;

    /** @param fallback encoding of what is not UTF-8; {@code null} when nobody declared one */
    public CardSplitter(InputStream in, Charset fallback) throws IOException {
        this.lines = new UnfoldedLines(in, fallback);
    }

    /** The next card; {@code null} at the end. */
    public Card next() throws IOException {
        ContentLine first = pending == null ? lines.next() : pending;
        pending = null;
        while (first != null && isEnd(first)) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        row++;
        boolean begun = isBegin(first);
        Card.Builder card = new Card.Builder(row, first.line(), begun && !first.repaired());
        if (!begun) {
            card.add(first);
        }
        return read(card, 0);
    }

    private Card read(Card.Builder card, int depth) throws IOException {
        for (ContentLine line = lines.next(); line != null; line = lines.next()) {
            if (isEnd(line)) {
                return card.build(true);
            }
            if (!isBegin(line)) {
                card.add(line);
            } else if (card.expectsAgent() && depth < DEEPEST_AGENT) {
                card.add(read(card.agent(line.line()), depth + 1));
                if (pending != null) {
                    return card.build(false);
                }
            } else {
                pending = line;
                return card.build(false);
            }
        }
        return card.build(false);
    }

    private static boolean isBegin(ContentLine line) {
        return line.is("BEGIN", "VCARD");
    }

    private static boolean isEnd(ContentLine line) {
        return line.is("END", "VCARD");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
