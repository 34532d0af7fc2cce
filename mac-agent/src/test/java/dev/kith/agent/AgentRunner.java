package dev.kith.agent;

import dev.kith.agent.command.MacAgent;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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

    public AgentRunner(Path userHome) {
        this.userHome = userHome;
    }

    public void at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    public Path config() {
        return userHome.resolve(".crm-sync-config.json");
    }

    public Path state() {
        return userHome.resolve(".crm-sync-state.json");
    }

    public Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        AgentContext context = new AgentContext(
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                out,
                new PrintWriter(err, true),
                false,
                Map.of(),
                userHome,
                clock,
                () -> new UUID(7, ids.incrementAndGet()));
        int exitCode = MacAgent.commandLine(context).execute(arguments);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
