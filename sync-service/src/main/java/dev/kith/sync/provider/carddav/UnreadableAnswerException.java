package dev.kith.sync.provider.carddav;

/** A server answered something that is not what was asked for. What it was stays out: it may hold anybody's address. */
final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException() {
        super("The answer is no WebDAV multistatus.");
    }
}
