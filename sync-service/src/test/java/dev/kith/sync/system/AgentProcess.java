package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.system.BuiltAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged mac-agent as a process of its own, with a configuration and a state that nobody else uses. */
final class AgentProcess {

    private static final Path PROJECT = Path.of("..");
    private static final int LONGEST_MINUTES = 3;

    private final Path mac;
    private final Path folder;

    /**
     * @param mac the folder that holds {@code Library/}
     * @param folder for its own files
     */
    AgentProcess(Path mac, Path folder, Installation kith) {
        this.mac = mac;
        this.folder = folder;
        write(folder.resolve("config.json"), """
                {"machine_id": "mortal-mac", "api_url": "%s", "api_key": "%s",
                 "kafka": {"bootstrap_servers": "%s", "max.in.flight.requests.per.connection": "1"}}
                """.formatted(
                kith.client().root(), Installation.ADMIN_KEY, kith.kafka().bootstrapServers()));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process start(String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-jar",
                jar().toString(),
                "--home",
                mac.toString(),
                "--days",
                "0"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
        builder.environment()
                .put("KITH_AGENT_CONFIG", folder.resolve("config.json").toString());
        builder.environment()
                .put("KITH_AGENT_STATE", folder.resolve("state.json").toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    void run(String... more) throws InterruptedException {
        Process process = start(more);
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("it said: %s", said()).isZero();
    }

    /** All that it wrote to its output and its error stream. */
    String said() {
        return read("said");
    }

    String state() {
        return read("state.json");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        try {
            return BuiltAgent.jar(PROJECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
