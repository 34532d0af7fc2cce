package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.io.OutputStream;

/** Prints each batch as a line of JSON. */
public final class StdoutSink implements Sink {

    private final OutputStream out;

    public StdoutSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void send(OutgoingRecord record) {
        try {
            out.write(record.value());
            out.write('\n');
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static AgentException broken(IOException e) {
        return new AgentException(
                ExitCode.FAILURE,
                "the output cannot be written (" + e.getMessage() + ").",
                "Whatever reads it ended too early; nothing that it did not get counts as sent.",
                e);
    }

    @Override
    public void close() {
        // It belongs to whoever started the agent.
    }
}
