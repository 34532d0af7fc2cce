package dev.kith.sync.provider.carddav;

/** An answer is bigger than is read. Asking for less at once may help. */
final class AnswerTooBigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerTooBigException(int maxBytes) {
        super("The server's answer is bigger than " + maxBytes
                + " bytes. Raise KITH_CARDDAV_MAX_RESPONSE_BYTES if it should be read.");
    }

    static boolean causedBy(Throwable failure) {
        return failure.getCause() instanceof AnswerTooBigException;
    }
}
