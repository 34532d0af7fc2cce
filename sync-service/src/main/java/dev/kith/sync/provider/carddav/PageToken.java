package dev.kith.sync.provider.carddav;

import java.util.List;

/**
 * Where a chain of pages stands.
 *
 * @param chain names the chain
 * @param cursor what the cursor will be, as far as books are through
 * @param missing streams of books that are no longer there, still to be told as empty
 * @param index of the book, then of the missing stream
 * @param after the last entry of the book that was told; {@code null} at its start
 * @param reached the state of the book as its chain began; {@code null} at its start
 */
record PageToken(
        int version,
        String chain,
        CardDavCursor cursor,
        List<String> missing,
        int index,
        String after,
        BookState reached) {

    PageToken {
        missing = missing == null ? List.of() : List.copyOf(missing);
    }

    static PageToken start(String chain, CardDavCursor cursor, List<String> missing) {
        return new PageToken(CardDavCursor.VERSION, chain, cursor, missing, 0, null, null);
    }

    boolean atBook() {
        return index < cursor.books().size();
    }

    BookState book() {
        return cursor.books().get(index);
    }

    boolean atMissing() {
        return !atBook() && index < cursor.books().size() + missing.size();
    }

    String missingStream() {
        return missing.get(index - cursor.books().size());
    }

    PageToken within(String told, BookState state) {
        return new PageToken(version, chain, cursor, missing, index, told, state);
    }

    PageToken bookDone(BookState state) {
        return new PageToken(version, chain, cursor.with(index, state), missing, index + 1, null, null);
    }

    PageToken missingDone() {
        return new PageToken(version, chain, cursor, missing, index + 1, null, null);
    }

    boolean through() {
        return !atBook() && !atMissing();
    }
}
