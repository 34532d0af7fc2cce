package dev.kith.agent.sink;

/** Where batches go. Fails with {@link dev.kith.agent.AgentException} when they cannot. */
public interface Sink extends AutoCloseable {

    /** Hands a batch over; it may still be on its way when this returns. */
    void send(OutgoingRecord record);

    /** Returns when everything handed over so far is safe. */
    void flush();

    @Override
    void close();
}
