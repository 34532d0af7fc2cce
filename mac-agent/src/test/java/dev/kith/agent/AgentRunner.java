package dev.kith.agent;

import dev.kith.agent.command.MacAgent;
import dev.kith.agent.sqlite.FileAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Runs the agent's command line inside the test, with a home, a clock and ids of the test's own. */
public final class AgentRunner {

    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {}

    private final Path userHome;
    private final AtomicLong ids = new AtomicLong();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private FileAccess access = FileAccess.REAL;
    private Stop stop = new Stop();
    private Map<String, String> environment = Map.of();
    private boolean outputBroken;

    public AgentRunner(Path userHome) {
        this.userHome = userHome;
    }

    public void at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    /** A clock that goes. */
    public void by(Clock other) {
        clock = other;
    }

    /** Reads files by other rules, such as those of macOS. */
    public void through(FileAccess other) {
        access = other;
    }

    public void with(Map<String, String> variables) {
        environment = variables;
    }

    public void stoppedBy(Stop other) {
        stop = other;
    }

    public void configure(String json) {
        try {
            Files.writeString(config(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path config() {
        return userHome.resolve(".crm-sync-config.json");
    }

    public Path state() {
        return userHome.resolve(".crm-sync-state.json");
    }

    /** Has nowhere to write results to, as with a full disk. */
    public void withoutOutput() {
        outputBroken = true;
    }

    public Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream written = outputBroken ? new FullDisk() : out;
        StringWriter err = new StringWriter();
        AgentContext context = new AgentContext(
                new PrintWriter(written, true, StandardCharsets.UTF_8),
                written,
                new PrintWriter(err, true),
                false,
                environment,
                userHome,
                access,
                clock,
                () -> new UUID(7, ids.incrementAndGet()),
                stop);
        int exitCode = MacAgent.commandLine(context).execute(arguments);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private static final class FullDisk extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
