package dev.kith.sync.provider.carddav;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a book has been read.
 *
 * @param byTag whether changes are found by comparing listings, the server not telling them
 * @param token the server's sync token, or the tag of the book, exactly as given; {@code null} before the first listing
 * @param depth the {@code Depth} with which the server answers sync-collection
 * @param retry cards that could not be had, and how often they were asked for
 * @param more whether there are more of them than are noted here: a whole listing finds them, since their etags are not
 *     known
 */
record BookState(String address, boolean byTag, String token, int depth, Map<String, Integer> retry, boolean more) {

    BookState {
        retry = retry == null ? Map.of() : Map.copyOf(retry);
    }

    static BookState unread(Book book, ServerQuirks quirks) {
        return new BookState(
                book.address().toString(),
                !book.listsChanges() && quirks.emptyToken(),
                null,
                quirks.syncDepth(),
                Map.of(),
                false);
    }

    String path() {
        return Hrefs.name(URI.create(address));
    }

    BookState byTag(String tag) {
        return new BookState(address, true, tag, depth, retry, more);
    }

    BookState token(String newToken, int newDepth) {
        return new BookState(address, false, newToken, newDepth, retry, more);
    }

    BookState movedTo(String newAddress) {
        return new BookState(newAddress, byTag, token, depth, retry, more);
    }

    /** To be listed whole. */
    BookState unread() {
        return new BookState(address, byTag, null, depth, retry, more);
    }

    /** Whether what was noted was had, and there is more than was noted. */
    boolean leftMore() {
        return more && retry.isEmpty();
    }

    /** With no more than is noted. */
    BookState caughtUp() {
        return new BookState(address, byTag, token, depth, retry, false);
    }

    BookState retrying(Retries retries) {
        return new BookState(address, byTag, token, depth, new TreeMap<>(retries.noted()), more || retries.more());
    }

    @Override
    public String toString() {
        return "BookState[byTag=" + byTag + ", read=" + (token != null) + "]";
    }
}
