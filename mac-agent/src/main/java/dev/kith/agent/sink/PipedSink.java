package dev.kith.agent.sink;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Lets the reader go on while batches are written and sent. A few are on their way at most, whatever the database's size. */
public final class PipedSink implements Sink {

    private static final int AHEAD = 4;

    private final Sink sink;
    private final Semaphore room = new Semaphore(AHEAD);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "sender");
        thread.setDaemon(true);
        return thread;
    });

    public PipedSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void send(OutgoingRecord record) {
        room.acquireUninterruptibly();
        failIfBroken();
        sender.execute(() -> {
            try {
                if (failure.get() == null) {
                    sink.send(record);
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void flush() {
        room.acquireUninterruptibly(AHEAD);
        room.release(AHEAD);
        failIfBroken();
        sink.flush();
    }

    private void failIfBroken() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        sink.close();
    }
}
