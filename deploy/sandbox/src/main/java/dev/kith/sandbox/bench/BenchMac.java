package dev.kith.sandbox.bench;

import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.ManyMessages;
import dev.kith.sandbox.system.BuiltAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** A Mac with many messages, and the agent that reads them, started as {@code ./kith agent} starts it. */
final class BenchMac implements AutoCloseable {

    private static final List<String> SYNC = List.of("--interactions-only", "--days", "0", "--sink", "stdout");

    private final Path folder;
    private final Path agent;

    private BenchMac(Path folder, Path agent) {
        this.folder = folder;
        this.agent = agent;
    }

    static BenchMac with(BenchContext context) {
        Path folder = BenchContext.temporaryFolder();
        ManyMessages.write(
                new MacHome(folder.resolve("home")).messagesFile(),
                context.sizes().messages,
                Instant.parse("2026-01-01T00:00:00Z"));
        BenchMac mac = new BenchMac(folder, agentJar(context.project()));
        mac.run("-XX:ArchiveClassesAtExit=" + mac.archive(), SYNC);
        return mac;
    }

    private Path archive() {
        return folder.resolve("mac-agent.jsa");
    }

    private static Path agentJar(Path project) {
        try {
            return BuiltAgent.jar(project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path messages() {
        return new MacHome(folder.resolve("home")).messagesFile();
    }

    /** The agent begins anew at its next run. */
    void forget() {
        try {
            Files.deleteIfExists(folder.resolve("state.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MeasuredProcess sync() {
        return run("-XX:SharedArchiveFile=" + archive(), SYNC);
    }

    /** What it takes the agent to start and do next to nothing. */
    MeasuredProcess startUp() {
        return run("-XX:SharedArchiveFile=" + archive(), List.of("status", "--json"));
    }

    private MeasuredProcess run(String classes, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                classes,
                "-Xlog:disable",
                "-jar",
                agent.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--home", folder.resolve("home").toString()));
        return MeasuredProcess.run(
                command,
                Map.of(
                        "KITH_AGENT_CONFIG", folder.resolve("config.json").toString(),
                        "KITH_AGENT_STATE", folder.resolve("state.json").toString()));
    }

    @Override
    public void close() {
        FileUtils.deleteQuietly(folder.toFile());
    }
}
