package dev.kith.sync.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged while it is open, as if an operator had set the level to ALL. The console stays as it is. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Map<Handler, Level> others = new HashMap<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private CapturedLog() {}

    public static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        for (Handler other : log.root.getHandlers()) {
            log.others.put(other, other.getLevel());
            other.setLevel(Level.INFO);
        }
        log.setLevel(Level.ALL);
        log.root.addHandler(log);
        log.root.setLevel(Level.ALL);
        return log;
    }

    /** What was logged: level, category, message and stack trace. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getLevel() + " " + record.getLoggerName() + ": ");
        text.append(record instanceof ExtLogRecord extended ? extended.getFormattedMessage() : record.getMessage());
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.removeHandler(this);
        others.forEach(Handler::setLevel);
    }
}
