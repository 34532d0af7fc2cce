package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has never seen Kith types what the pages say, in a home of their own, from the first command on. */
class FirstHourTest {

    /** In an order in which somebody may come to them: the last but one empties the CRM, the last breaks Google. */
    static final List<String> PAGES = List.of(
            "docs/install-mac.md",
            "docs/mac-agent.md",
            "README.md",
            "docs/user-guide.md",
            "docs/import.md",
            "docs/connect-icloud.md",
            "docs/mcp.md",
            "docs/google.md",
            "docs/monitoring.md",
            "docs/container.md",
            "docs/kubernetes.md",
            "docs/operations.md",
            "docs/sandbox.md");

    @TempDir
    static Path folder;

    private static Newcomer newcomer;

    @BeforeAll
    static void up() throws IOException {
        Packaged.require();
        List<String> missing = Stream.of("bash", "curl", "psql", "unzip")
                .filter(program -> Program.find(program).isEmpty())
                .toList();
        assumeTrue(missing.isEmpty(), () -> "not installed: " + missing + "; ./kith test installs them on Debian");
        newcomer = Newcomer.in(folder);
        newcomer.startsKith();
    }

    @AfterAll
    static void down() {
        if (newcomer != null) {
            newcomer.close();
        }
    }

    @Test
    void everyCommandOfThePagesWorks() {
        for (String page : PAGES) {
            for (ShellCommand command : Document.of(Repository.file(page)).commands()) {
                if (command.programs().stream().noneMatch(FirstHourTest::isLeftOut)) {
                    Program.Outcome outcome = newcomer.types(page, command);
                    if (outcome.exitCode() != 0) {
                        fail("%s: %s%nends with %d: %s", page, command.text(), outcome.exitCode(), outcome.output());
                    }
                }
            }
        }

        assertThat(Manifests.read(newcomer.file("rule.yaml"))).hasSize(1);
        assertThat(newcomer.stopsKith()).isZero();
    }

    private static boolean isLeftOut(String program) {
        return CommandsTest.NOT_RUN.containsKey(program) || program.equals("./kith") || program.equals("mvn");
    }
}
