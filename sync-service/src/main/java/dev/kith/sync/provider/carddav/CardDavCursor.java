package dev.kith.sync.provider.carddav;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an account has been read.
 *
 * @param version of this form
 * @param entered the address the account was connected with: another one voids the cursor
 * @param server where the login is good, if the domain's records named another host
 * @param discoveredAt when it was last looked for books, in milliseconds since 1970
 * @param chosen which books were asked for then
 */
record CardDavCursor(
        int version, String entered, String server, long discoveredAt, BookChoice chosen, List<BookState> books) {

    static final int VERSION = 1;

    CardDavCursor {
        books = books == null ? List.of() : List.copyOf(books);
    }

    static CardDavCursor of(Login login, Home home, BookChoice chosen, List<BookState> books, Instant now) {
        return new CardDavCursor(
                VERSION,
                login.address().toString(),
                home.login().address().toString(),
                now.toEpochMilli(),
                chosen,
                books);
    }

    CardDavCursor with(int index, BookState book) {
        List<BookState> changed = new ArrayList<>(books);
        changed.set(index, book);
        return new CardDavCursor(version, entered, server, discoveredAt, chosen, changed);
    }

    boolean validFor(Login login) {
        return version == VERSION && login.address().toString().equals(entered) && !books.isEmpty();
    }
}
