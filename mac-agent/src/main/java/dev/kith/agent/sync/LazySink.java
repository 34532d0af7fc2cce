package dev.kith.agent.sync;

import dev.kith.agent.sink.OutgoingRecord;
import dev.kith.agent.sink.Sink;
import java.util.function.Supplier;

/** Connects when there is something to send, which most runs have not. */
final class LazySink implements Sink {

    private final Supplier<Sink> opening;
    private Sink opened;

    LazySink(Supplier<Sink> opening) {
        this.opening = opening;
    }

    @Override
    public void send(OutgoingRecord record) {
        if (opened == null) {
            opened = opening.get();
        }
        opened.send(record);
    }

    @Override
    public void flush() {
        if (opened != null) {
            opened.flush();
        }
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
