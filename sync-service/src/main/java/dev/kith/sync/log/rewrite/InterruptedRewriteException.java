package dev.kith.sync.log.rewrite;

/** The service stops, or another instance has taken over. */
final class InterruptedRewriteException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
