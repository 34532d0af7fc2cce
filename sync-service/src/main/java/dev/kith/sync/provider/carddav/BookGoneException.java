package dev.kith.sync.provider.carddav;

/** There is no book at its address any more. */
final class BookGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BookGoneException() {
        super("The address book is not there.");
    }
}
