package dev.kith.sandbox.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what Kith owes in speed. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Kith against things that anybody can run. All of it takes about an hour.")
public final class BenchCommand implements Callable<Integer> {

    private static final List<Benchmark> ALL = List.of(
            new BackfillCopy(),
            new BackfillGrown(),
            new RefreshUnchanged(),
            new ReplayRate(),
            new AgentMessages(),
            new AgentSecondRun(),
            new IdleAccounts(),
            new PeopleSearch());

    private final Path project;
    private final Consumer<String> results;
    private final Consumer<String> progress;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which ones; all of them unless told.")
    private List<String> names = List.of();

    @Mixin
    private BenchSizes sizes = new BenchSizes();

    @Option(names = "--json", paramLabel = "FILE", description = "Where the results go (target/bench.json).")
    private Path json;

    @Option(names = "--into", paramLabel = "FILE", description = "A document whose figures are replaced by these.")
    private Path document;

    @Option(names = "--shared", description = "All on one system, one after the other: quicker, and less exact.")
    private boolean shared;

    /**
     * @param project where Kith is built
     * @param results takes a line for each benchmark
     * @param progress takes everything else
     */
    public BenchCommand(Path project, Consumer<String> results, Consumer<String> progress) {
        this.project = project;
        this.results = results;
        this.progress = progress;
    }

    @Override
    public Integer call() {
        List<String> known = ALL.stream().map(Benchmark::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no benchmark " + name + "; there are " + String.join(", ", known) + ".");
        });
        if (document != null && !names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--into replaces all figures of a document, so that they come from one run: leave the names out.");
        }
        BenchReport report = new BenchReport();
        Path service = project.resolve("sync-service/target/quarkus-app/quarkus-run.jar");
        try (BenchSystems systems = new BenchSystems(service, shared)) {
            measure(new BenchContext(sizes, project, systems, progress), report);
        }
        report.table().forEach(results);
        report.writeJson(json == null ? project.resolve("target/bench.json") : json);
        if (document != null) {
            report.writeInto(document);
        }
        return 0;
    }

    private void measure(BenchContext context, BenchReport report) {
        for (Benchmark benchmark : ALL) {
            if (names.isEmpty() || names.contains(benchmark.name())) {
                progress.accept("measuring " + benchmark.name() + " …");
                Result result = benchmark.measure(context);
                results.accept(result.line(benchmark));
                report.add(benchmark, result);
            }
        }
    }
}
