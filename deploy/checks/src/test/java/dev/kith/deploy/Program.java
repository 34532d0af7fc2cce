package dev.kith.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine, run to their end. */
final class Program {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    /** Where {@code ./kith test} puts what it fetches for the tests. */
    private static final Path TOOLS = Repository.file("target/tools");

    /** How a program ended, and all it said. */
    record Outcome(int exitCode, String output) {}

    private Program() {}

    static Optional<Path> find(String name) {
        return Stream.concat(
                        Stream.of(TOOLS),
                        Arrays.stream(System.getenv("PATH").split(":")).map(Path::of))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Outcome run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var output = Files.createTempFile("kith-program", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(command + " did not end; it said " + Files.readString(output));
            }
            var said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Outcome(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
