package dev.kith.sandbox.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks things while people work, and looks what became of their contacts. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Random faults against a running system, then an oracle. Ends with 1 when a promise was broken.")
public final class ChaosCommand implements Callable<Integer> {

    private final Path project;
    private final Consumer<String> results;
    private final Consumer<String> progress;

    @Option(names = "--seconds", defaultValue = "60", description = "How long things break (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--seed", description = "Of the schedule; a new one unless told.")
    private Long seed;

    @Option(names = "--keep", description = "Keep the folder with all data and logs even if no promise was broken.")
    private boolean keep;

    /**
     * @param project where Kith is built
     * @param results takes the violations and the last line
     * @param progress takes everything else
     */
    public ChaosCommand(Path project, Consumer<String> results, Consumer<String> progress) {
        this.project = project;
        this.results = results;
        this.progress = progress;
    }

    @Override
    public Integer call() throws IOException {
        long schedule = seed == null ? System.nanoTime() & 0xffff : seed;
        Path folder = Files.createTempDirectory("kith-chaos");
        progress.accept("seed " + schedule + ", data in " + folder);
        ChaosRun.Outcome outcome = run(
                schedule,
                new ChaosRun(
                        project.resolve("sync-service/target/quarkus-app/quarkus-run.jar"),
                        folder,
                        keep,
                        schedule,
                        progress));
        progress.accept("went wrong: " + outcome.counts());
        outcome.violations().forEach(violation -> results.accept("violation: " + violation));
        results.accept("chaos seed=" + schedule + " faults=" + outcome.faults() + " violations="
                + outcome.violations().size());
        return outcome.violations().isEmpty() ? 0 : 1;
    }

    private ChaosRun.Outcome run(long schedule, ChaosRun chaos) {
        try {
            return chaos.run(Duration.ofSeconds(seconds));
        } catch (RuntimeException e) {
            results.accept("chaos seed=" + schedule + " did not come to its end");
            throw e;
        }
    }
}
