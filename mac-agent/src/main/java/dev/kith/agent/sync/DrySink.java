package dev.kith.agent.sync;

import dev.kith.agent.sink.OutgoingRecord;
import dev.kith.agent.sink.Sink;

/** Takes everything and sends nothing. */
final class DrySink implements Sink {

    @Override
    public void send(OutgoingRecord record) {
        // It only would have been sent.
    }

    @Override
    public void flush() {
        // Nothing is on its way.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
