package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.launcher.KithClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** What {@code ./kith up} of a checkout started, in a home that is not ours. */
final class RunningKith implements AutoCloseable {

    private static final long STOP_LIMIT_SECONDS = 180;

    private final Process launcher;
    private final Properties told = new Properties();

    private RunningKith(Process launcher) {
        this.launcher = launcher;
    }

    /**
     * @param notes where what it says is kept
     * @param port 0 for any
     */
    static RunningKith start(
            Path checkout, Path home, Path notes, Map<String, String> environment, int port, Duration limit)
            throws IOException {
        Path said = notes.resolve("said");
        Path progress = notes.resolve("progress");
        var builder = new ProcessBuilder("bash", "./kith", "up", "--port", String.valueOf(port))
                .directory(checkout.toFile())
                .redirectOutput(said.toFile())
                .redirectError(progress.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(KITH|QUARKUS|KAFKA)_.*"));
        builder.environment().putAll(environment);
        var kith = new RunningKith(builder.start());
        await().atMost(limit)
                .until(() -> !kith.launcher.isAlive() || Repository.read(said).contains("Sign in: "));
        assertThat(kith.launcher.isAlive()).as(() -> Repository.read(progress)).isTrue();
        assertThat(Repository.read(said)).startsWith("Kith is ready: http://127.0.0.1:");
        try (var reader = Files.newBufferedReader(home.resolve(".kith/sandbox/sandbox.env"))) {
            kith.told.load(reader);
        }
        return kith;
    }

    /** One of the variables that it names itself to scripts by. */
    String told(String variable) {
        return told.getProperty(variable);
    }

    KithClient client() {
        return new KithClient(URI.create(told("KITH_URL") + "/"), told("KITH_API_KEY"));
    }

    KithClient google() {
        return new KithClient(URI.create(told("KITH_GOOGLE_STANDIN_URL")), "");
    }

    /** Of whoever has that home: Java asks the system, not the shell, where it is. */
    static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME",
                home.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_TOOL_OPTIONS",
                "-Duser.home=" + home);
    }

    /** What stands in its tables, a row a line. */
    List<String> rows(String sql) {
        Program.Outcome outcome =
                Program.run(Repository.ROOT, Map.of(), List.of("psql", told("KITH_DB_URL"), "-Atc", sql));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output().lines().toList();
    }

    boolean isRunning() {
        return launcher.isAlive();
    }

    /** @return how the launcher ended after Ctrl-C */
    int stop() {
        launcher.destroy();
        try {
            assertThat(launcher.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return launcher.exitValue();
    }

    @Override
    public void close() {
        if (launcher.isAlive()) {
            stop();
        }
    }
}
