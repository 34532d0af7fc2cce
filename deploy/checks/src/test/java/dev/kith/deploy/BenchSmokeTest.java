package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every benchmark measures something; how fast that is on a busy machine, and of next to nothing, is nobody's concern here. */
class BenchSmokeTest {

    private static final List<String> NAMES = List.of(
            "backfill-copy",
            "backfill-grown",
            "refresh-unchanged",
            "replay",
            "agent-messages",
            "agent-second-run",
            "idle-accounts",
            "people-search");

    @TempDir
    Path folder;

    @Test
    void measuresWhatIsOwed() throws IOException {
        Packaged.require();
        Path document = Files.writeString(
                folder.resolve("figures.md"), "Before\n<!-- figures -->\nbefore\n<!-- /figures -->\n");
        List<String> said = new ArrayList<>();
        Stream<String> sizes = Stream.of(
                "--shared",
                "--rounds=1",
                "--contacts=200",
                "--grown=400",
                "--states=3",
                "--messages=2000",
                "--accounts=3",
                "--seconds=2",
                "--json=" + folder.resolve("bench.json"),
                "--into=" + document);

        StringWriter complaint = new StringWriter();

        int code = new CommandLine(new BenchCommand(Repository.ROOT, said::add, progress -> {}))
                .setErr(new PrintWriter(complaint))
                .execute(sizes.toArray(String[]::new));

        assertThat(code).as("%s%n%s", said, complaint).isZero();
        NAMES.forEach(name -> assertThat(said)
                .anyMatch(
                        line -> line.matches("bench " + name + " ratio=[0-9.]+ goal=[<>]=[0-9.]+ n=\\d+ unit=\\S+.*")));
        assertThat(folder.resolve("bench.json")).isNotEmptyFile();
        assertThat(document)
                .content()
                .startsWith("Before\n")
                .doesNotContain("\nbefore\n")
                .contains(NAMES);
    }

    @Test
    void putsFiguresOfOneRunOnlyIntoADocument() {
        int code = new CommandLine(new BenchCommand(Repository.ROOT, said -> {}, progress -> {}))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute("replay", "--into=" + folder.resolve("figures.md"));

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
