package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.sandbox.demo.DemoMac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Mac user unpacks runs, as far as it can without a Mac. */
class AgentArchiveTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    static Path folder;

    private static Path archive;
    private static Path agent;

    @BeforeAll
    static void unpack() throws IOException {
        try (Stream<Path> built = Files.exists(Repository.file("mac-agent/target"))
                ? Files.list(Repository.file("mac-agent/target"))
                : Stream.empty()) {
            archive = built.filter(file -> file.getFileName().toString().matches("mac-agent-.*-archive\\.zip"))
                    .findFirst()
                    .orElse(null);
        }
        assumeTrue(archive != null, "the archive is not made: this test runs in mvn verify");
        assertThat(run(Map.of(), "jar", "xf", archive.toString()).exitCode()).isZero();
        try (Stream<Path> unpacked = Files.list(folder)) {
            agent = unpacked.filter(file -> file.getFileName().toString().startsWith("mac-agent-"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("bin/mac-agent");
        }
        // The JDK's own jar does not restore modes; unzip and the Finder do.
        assertThat(agent.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void startsWherever() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), agent);

        assertThat(run(Map.of(), link.toString(), "--help").output()).contains("Usage: mac-agent", "Exit codes:");
    }

    @Test
    void doctorSaysWhatIsMissing() throws IOException {
        Path home = Files.createDirectories(folder.resolve("bare"));

        var outcome = run(environment(home), agent.toString(), "doctor", "--home", home.toString());

        assertThat(outcome.output()).contains("messages: ", "program: ");
    }

    @Test
    void needsNoPlaceToUnpackItsLibrary() throws IOException {
        Path home = Files.createDirectories(folder.resolve("cramped"));
        DemoMac.write(home, NOW);
        Map<String, String> environment = new HashMap<>(environment(home));
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + home.resolve("missing"));

        var outcome = run(environment, agent.toString(), "--dry-run", "--days", "0", "--home", home.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void readsTheDemoMacAndSaysWhatItWouldSend() throws IOException {
        Path home = Files.createDirectories(folder.resolve("demo"));
        DemoMac.write(home, NOW);

        var outcome = run(
                environment(home), agent.toString(), "--dry-run", "--json", "--days", "0", "--home", home.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("\"contacts\"");
        assertThat(home.resolve("state.json")).doesNotExist();
    }

    @Test
    void takesAKeyThatIsPipedIn() throws IOException {
        Path home = Files.createDirectories(folder.resolve("asked"));

        var outcome = run(environment(home), "sh", "-c", "echo kith_secret | '" + agent + "' config set api_key");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(home.resolve("config.json")).content().contains("kith_secret");
    }

    @Test
    void refusesAJavaThatIsNone() throws IOException {
        var outcome = run(Map.of("JAVA_HOME", folder.toString()), agent.toString(), "--version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("no Java found");
    }

    @Test
    void hasAFormulaThatNamesItsVersionAndDigest() {
        var outcome = run(
                Map.of(),
                Repository.file("deploy/macos/formula.sh").toString(),
                archive.toString(),
                "https://example.org/kith",
                "https://example.org/mac-agent.zip");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("class KithMacAgent < Formula", "url \"https://example.org/mac-agent.zip\"", "service do")
                .containsPattern("version \"[\\d.]+(-SNAPSHOT)?\"")
                .containsPattern("sha256 \"[0-9a-f]{64}\"")
                .doesNotContain("@");
    }

    @Test
    void becomesAnAppWithAJavaOfItsOwnThatLaunchdStarts() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jpackage"))
                        && Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"))
                        && !Files.exists(Path.of("/bin/launchctl")),
                "this JDK makes no apps, or there is a launchd that would start it");
        Path home = Files.createDirectories(folder.resolve("app-home"));
        DemoMac.write(home, NOW);
        Path apps = folder.resolve("apps");
        Path script = Repository.file("deploy/macos/app-image.sh");

        var made = run(environment(home), script.toString(), archive.toString(), apps.toString());

        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(apps.resolve("mac-agent/lib/app/.jpackage.xml"))
                .content()
                .as("a version that Apple takes")
                .containsPattern("<app-version>[1-9]\\d*(\\.\\d+){0,2}</");
        String launcher = Stream.of("mac-agent/bin/mac-agent", "mac-agent.app/Contents/MacOS/mac-agent")
                .map(apps::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
        Map<String, String> environment = new HashMap<>(environment(home));
        environment.put("JAVA_HOME", "/nowhere");
        Path agent = home.resolve("Library/LaunchAgents/dev.kith.mac-agent.plist");
        assertThat(run(environment, launcher, "--dry-run", "--json", "--days", "0", "--home", home.toString())
                        .output())
                .contains("\"contacts\"");
        assertThat(run(environment, launcher, "install", "--home", home.toString())
                        .exitCode())
                .isZero();
        assertThat(agent)
                .content()
                .contains("<string>" + launcher + "</string>")
                .doesNotContain("-jar");
        assertThat(run(environment, launcher, "uninstall", "--home", home.toString())
                        .exitCode())
                .isZero();
        assertThat(agent).doesNotExist();
    }

    private static Map<String, String> environment(Path home) {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "KITH_AGENT_CONFIG",
                home.resolve("config.json").toString(),
                "KITH_AGENT_STATE",
                home.resolve("state.json").toString());
    }

    private static Program.Outcome run(Map<String, String> environment, String... command) {
        var words = new ArrayList<>(List.of(command));
        if (words.get(0).equals("jar")) {
            words.set(0, Path.of(System.getProperty("java.home"), "bin", "jar").toString());
        }
        return Program.run(folder, environment, words);
    }
}
