package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the pages is run, checked, or left out for a reason that the pages tell. */
class CommandsTest {

    private static final Set<String> LANGUAGES = Set.of("sh", "console", "json", "yaml", "mermaid", "text");

    /** {@link DocumentsTest} holds these against what they start. */
    private static final Set<String> CHECKED = Set.of("./kith", "mac-agent", "mvn");

    /** What no machine of ours has, and what stands in for it. */
    static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("podman", "ContainerTest lays the image out without an engine"),
            Map.entry("docker", "ComposeTest reads the file"),
            Map.entry("kubectl", "KubernetesTest builds what it would apply"),
            Map.entry("kafka-topics.sh", "KafkaServer makes the same topics"),
            Map.entry("createuser", "PostgresServer makes the same"),
            Map.entry("createdb", "PostgresServer makes the same"),
            Map.entry("java", "ContainerTest starts the jar"),
            Map.entry("deploy/macos/app-image.sh", "AgentArchiveTest runs it, unsigned"),
            Map.entry("ditto", "a Mac's"),
            Map.entry("xcrun", "a Mac's"),
            Map.entry("claude", "OfficialClientTest speaks for assistants"));

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyBlockSaysWhatItIs(Document document) {
        assertThat(document.languages()).as(document.name()).isSubsetOf(LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsWellFormed(Document document) {
        assertThat(document.commands()).allSatisfy(command -> {
            var read = Program.run(Path.of("/"), Map.of(), List.of("bash", "-n", "-c", command.text()));
            assertThat(read.exitCode())
                    .as("%s: %s", document.name(), command.text())
                    .isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsRunOrCheckedOrLeftOutForAReason(Document document) {
        assertThat(document.commands().stream().flatMap(command -> command.programs().stream()))
                .as(document.name())
                .allMatch(program -> CHECKED.contains(program)
                        || NOT_RUN.containsKey(program)
                        || FirstHourTest.PAGES.contains(document.name()));
    }

    @Test
    void whatIsLeftOutIsTold() {
        String told = Repository.read("docs/README.md");

        assertThat(NOT_RUN.keySet())
                .filteredOn(program -> !program.startsWith("deploy/") && !program.equals("java"))
                .allSatisfy(program -> assertThat(told).contains("`" + program + "`"));
    }
}
