package dev.kith.sync.logging;

import io.vertx.pgclient.PgException;
import java.util.List;

/** A failure as it may be told: its type, where it came from, and its words where its type never repeats a value. */
final class ToldFailure extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 16;

    /** Of connections, files and the log; none of them sees what a contact holds. */
    private static final List<String> SPEAKING = List.of(
            "java.net.", "java.nio.", "javax.net.ssl.", "java.util.concurrent.", "io.netty.", "org.apache.kafka.");

    private final String told;

    private ToldFailure(String told, Throwable cause) {
        super(told, cause);
        this.told = told;
    }

    static Throwable of(Throwable failure) {
        return of(failure, 1);
    }

    private static Throwable of(Throwable failure, int depth) {
        if (failure instanceof ToldFailure || failure == null || depth > DEEPEST) {
            return failure instanceof ToldFailure ? failure : null;
        }
        var told = new ToldFailure(words(failure), of(failure.getCause(), depth + 1));
        told.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            var toldToo = of(suppressed, depth + 1);
            if (toldToo != null) {
                told.addSuppressed(toldToo);
            }
        }
        return told;
    }

    private static String words(Throwable failure) {
        var type = failure.getClass().getName();
        if (failure instanceof PgException refusal) {
            return type + ": SQLSTATE " + refusal.getSqlState();
        }
        return SPEAKING.stream().anyMatch(type::startsWith) && failure.getMessage() != null
                ? type + ": " + failure.getMessage()
                : type;
    }

    @Override
    public String toString() {
        return told;
    }
}
