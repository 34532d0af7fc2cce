package dev.kith.sync.run;

/** A page could not be published: the run stays open and goes on from its checkpoint. */
final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String MESSAGE = "The log did not take a page: check that Kafka is up and KAFKA_BOOTSTRAP_SERVERS"
            + " names it. The run goes on by itself.";

    LogUnavailableException(Throwable cause) {
        super(MESSAGE, cause);
    }
}
