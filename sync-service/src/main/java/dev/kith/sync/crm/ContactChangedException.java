package dev.kith.sync.crm;

/** The contact is not any more what the sender of an edit believed it to be. */
public final class ContactChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContactChangedException() {
        super("The contact changed meanwhile. Read it again and repeat the edit.");
    }
}
