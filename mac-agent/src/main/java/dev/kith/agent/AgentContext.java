package dev.kith.agent;

import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.state.AgentFiles;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a command may use of the outer world: a test hands in its own.
 *
 * @param out results, and nothing else
 * @param data the same stream for batches
 * @param err progress, warnings and errors
 * @param interactive whether somebody watches a terminal
 */
public record AgentContext(
        PrintWriter out,
        OutputStream data,
        PrintWriter err,
        boolean interactive,
        Map<String, String> environment,
        Path userHome,
        FileAccess access,
        Clock clock,
        Supplier<UUID> ids,
        Stop stop) {

    private static final int BUFFER = 1 << 16;

    static AgentContext ofSystem() {
        OutputStream data = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        return new AgentContext(
                new PrintWriter(data, true, StandardCharsets.UTF_8),
                data,
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.console() != null && System.getenv("TERM") != null,
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                FileAccess.REAL,
                Clock.systemUTC(),
                UUID::randomUUID,
                new Stop());
    }

    public AgentFiles files() {
        return AgentFiles.of(environment, userHome);
    }
}
