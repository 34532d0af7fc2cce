package dev.kith.sync.provider.carddav;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where somebody's address books are.
 *
 * @param login the login with which they answer
 * @param principal the path that stands for the owner
 * @param books those to be read
 * @param others those that are there and not to be read
 */
record Home(Login login, String principal, List<Book> books, List<Book> others) {

    List<Book> all() {
        return Stream.concat(books.stream(), others.stream()).toList();
    }

    /** Whether the stream of that name is a book that is there. */
    boolean holds(String stream) {
        return all().stream().anyMatch(book -> Hrefs.sameCollection(book.path(), stream));
    }
}
