package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final Passage AGENT_UPGRADE = new Passage("docs/install-mac.md", "Upgrade the archive");
    private static final Passage UPGRADE = new Passage("docs/sandbox.md", "Upgrade");
    private static final Passage AGENT_UNINSTALL = new Passage("docs/install-mac.md", "Uninstall the archive");
    private static final Passage AGENT_FILES = new Passage("docs/mac-agent.md", "Uninstall");
    private static final Passage UNINSTALL = new Passage("docs/sandbox.md", "Uninstall");

    /** What nobody does before the end of the first hour. */
    private static final Set<Passage> LATER = Set.of(AGENT_UPGRADE, UPGRADE, AGENT_UNINSTALL, AGENT_FILES, UNINSTALL);

    private static final List<String> AGENT_STATE =
            List.of(".crm-sync-config.json", ".crm-sync-state.json", "Library/LaunchAgents/dev.kith.mac-agent.plist");

    @TempDir
    static Path folder;

    private static Newcomer newcomer;
    private static List<Path> broughtAlong;

    @BeforeAll
    static void up() throws IOException {
        Packaged.require();
        List<String> missing = Stream.of("bash", "curl", "git", "psql", "unzip")
                .filter(program -> Program.find(program).isEmpty())
                .toList();
        assumeTrue(missing.isEmpty(), () -> "not installed: " + missing + "; ./kith test installs them on Debian");
        newcomer = Newcomer.in(folder);
        broughtAlong = newcomer.files();
        newcomer.startsKith();
        newcomer.makesWhatOthersGive();
    }

    @AfterAll
    static void down() {
        if (newcomer != null) {
            newcomer.close();
        }
    }

    /** One test: each step goes on from what the one before left. */
    @Test
    void everyCommandOfThePagesWorksFromInstallingToUninstalling() throws IOException {
        looksAround();
        upgradesTheAgent();
        upgradesKith();
        uninstalls();
    }

    private void looksAround() throws IOException {
        for (String page : PAGES) {
            types(
                    page,
                    Document.of(Repository.file(page)).without(heading -> LATER.contains(new Passage(page, heading))));
        }

        assertThat(Manifests.read(newcomer.file("rule.yaml"))).hasSize(1);
    }

    private void upgradesTheAgent() throws IOException {
        Map<String, String> before = agentState();

        types(AGENT_UPGRADE);

        assertThat(agentState()).isEqualTo(before);
    }

    private void upgradesKith() throws IOException {
        KeptData before = KeptData.of(newcomer.kith());
        newcomer.checkout().release("The next version");
        assertThat(newcomer.stopsKith()).isZero();

        types(UPGRADE);

        assertThat(newcomer.file("kith")).content().contains("The next version");
        before.assertStillIn(newcomer.kith());
    }

    private void uninstalls() throws IOException {
        types(AGENT_UNINSTALL);
        types(AGENT_FILES);
        assertThat(newcomer.stopsKith()).isZero();
        types(UNINSTALL);

        assertThat(newcomer.files()).isEqualTo(broughtAlong);
        assertThat(newcomer.hasSomethingRunning()).isFalse();
    }

    private static void types(Passage passage) throws IOException {
        Document section = Document.of(Repository.file(passage.page())).section(passage.heading());
        assertThat(section.commands()).as("%s", passage).isNotEmpty();
        types(passage.toString(), section);
    }

    private static void types(String page, Document document) throws IOException {
        for (ShellCommand command : document.commands()) {
            if (command.text().equals("./kith up")) {
                newcomer.startsKithUnlessItRuns();
            } else if (command.programs().stream().noneMatch(FirstHourTest::isLeftOut)) {
                Program.Outcome outcome = newcomer.types(page, command);
                if (outcome.exitCode() != 0) {
                    fail("%s: %s%nends with %d: %s", page, command.text(), outcome.exitCode(), outcome.output());
                }
            }
        }
    }

    private static Map<String, String> agentState() {
        return AGENT_STATE.stream()
                .collect(Collectors.toMap(Function.identity(), file -> Repository.read(newcomer.home(file))));
    }

    private static boolean isLeftOut(String program) {
        return CommandsTest.NOT_RUN.containsKey(program) || program.equals("./kith") || program.equals("mvn");
    }

    /** A section of a page. */
    private record Passage(String page, String heading) {}
}
