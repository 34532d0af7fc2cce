package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentContext;
import dev.kith.agent.Stop;
import dev.kith.agent.command.MacAgent;
import dev.kith.agent.sqlite.FileAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the pages lead to and tell people to type is there. */
class DocumentsTest {

    private static final Pattern LAUNCHER = Pattern.compile("\\./kith ([a-z-]+)");
    private static final Pattern AGENT = Pattern.compile("^(?:\\$ )?(?:\\./kith agent|mac-agent) ([^|;#&>`]*)");
    private static final Pattern ROUTE = Pattern.compile("\\b(GET|POST|PUT|DELETE) (/api/[\\w/{}.-]+)");
    private static final Pattern PATH = Pattern.compile("KITH_URL/?(/api/[\\w/{}.-]+)");
    private static final Pattern FILE =
            Pattern.compile("(?<![\\w/.:-])((?:deploy|docs|sync-service|mac-agent|canonical-model)/[\\w/.-]+)");
    private static final Pattern BUILD = Pattern.compile("\\bmvn ([^|;#&>]*)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(KITH_[A-Z0-9]+(?:_[A-Z0-9]+)*)\\b(?!_)");
    private static final Pattern KNOWN_ROUTE = Pattern.compile("Map\\.entry\\(\"([A-Z]+ /[^\"]+)\"");

    private static final Set<String> ROUTES = KNOWN_ROUTE
            .matcher(Repository.read("sync-service/src/test/java/dev/kith/sync/api/AccessTest.java"))
            .results()
            .map((MatchResult route) -> route.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Document document) {
        assertThat(document.links())
                .filteredOn(link -> !link.matches("[a-z]+:.*"))
                .allSatisfy(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? document.file()
                            : document.file().resolveSibling(parts[0]).normalize();
                    assertThat(target).as("%s: %s", document.name(), link).exists();
                    if (parts.length == 2) {
                        assertThat(Document.of(target).anchors())
                                .as("%s: %s", document.name(), link)
                                .contains(parts[1]);
                    }
                });
    }

    @Test
    void theArchitectureNamesEveryRoom() throws IOException {
        String told = Repository.read("docs/architecture/README.md");

        try (Stream<Path> rooms = Files.list(Repository.file("sync-service/src/main/java/dev/kith/sync"))) {
            assertThat(rooms.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .isNotEmpty()
                    .allMatch(
                            room -> told.contains("`dev.kith.sync." + room + "`") || told.contains("`." + room + "`"));
        }
    }

    /** Nobody follows them here: other people's pages are theirs. */
    @ParameterizedTest
    @MethodSource("documents")
    void linksToOthersAreWellFormedAndSafe(Document document) {
        assertThat(document.links())
                .filteredOn(link -> link.matches("[a-z]+:.*"))
                .allSatisfy(link -> {
                    assertThat(URI.create(link).getScheme()).as(link).isEqualTo("https");
                    assertThat(URI.create(link).getHost()).as(link).isNotBlank();
                });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theLauncherKnowsItsCommands(Document document) {
        String launcher = Repository.read("kith");

        assertThat(found(LAUNCHER, document))
                .allSatisfy(command -> assertThat(launcher)
                        .as("%s: ./kith %s", document.name(), command.group(1))
                        .containsPattern("(?m)^  " + command.group(1) + "\\)"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theAgentKnowsItsCommandsAndOptions(Document document) {
        assertThat(found(AGENT, document))
                .allSatisfy(use -> assertKnown(document.name() + ": " + use.group(), words(use.group(1))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theServiceHasTheRoutes(Document document) {
        assertThat(found(ROUTE, document))
                .allSatisfy(route -> assertThat(ROUTES)
                        .as("%s: %s", document.name(), route.group())
                        .anyMatch(known -> matches(known, route.group(1) + " " + route.group(2))));
        assertThat(found(PATH, document))
                .allSatisfy(path -> assertThat(ROUTES)
                        .as("%s: %s", document.name(), path.group(1))
                        .anyMatch(known -> matches(known.replaceFirst("^[A-Z]+ ", ""), path.group(1))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void filesThatAreNamedAreThere(Document document) {
        assertThat(found(FILE, document))
                .filteredOn(file ->
                        !file.group(1).contains("/target/") && !file.group(1).contains("/src/main"))
                .filteredOn(file -> !file.group(1).endsWith("/.env"))
                .allSatisfy(file -> assertThat(Files.exists(Repository.file(file.group(1))))
                        .as("%s: %s", document.name(), file.group(1))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theBuildKnowsItsModulesProfilesAndTests(Document document) {
        assertThat(found(BUILD, document)).allSatisfy(use -> {
            String[] words = use.group(1).replace("'", "").trim().split("\\s+");
            for (int at = 0; at < words.length; at++) {
                assertBuildable(document.name() + ": " + use.group(), words[at], at > 0 ? words[at - 1] : "");
            }
        });
    }

    private static void assertBuildable(String use, String word, String before) {
        if (before.equals("-pl") && word.matches("[a-z/-]+")) {
            assertThat(Repository.file(word).resolve("pom.xml")).as(use).exists();
        } else if (word.startsWith("-P")) {
            assertThat(Repository.read("pom.xml") + Repository.read("sync-service/pom.xml"))
                    .as(use)
                    .contains("<id>" + word.substring(2) + "</id>");
        } else if (word.startsWith("-Dtest=") && word.matches("[-\\w=,]+")) {
            assertThat(word.substring("-Dtest=".length()).split(","))
                    .as(use)
                    .allSatisfy(test -> assertThat(Repository.files(".", "/" + test + ".java"))
                            .hasSize(1));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void somebodyReadsTheVariables(Document document) {
        String reference = Repository.read("docs/configuration.md");
        String readers = Stream.of(
                        "kith",
                        "deploy/macos/app-image.sh",
                        "deploy/sandbox/src/main/java/dev/kith/sandbox/launcher/Sandbox.java",
                        "mac-agent/src/main/java/dev/kith/agent/state/AgentFiles.java")
                .map(Repository::read)
                .collect(Collectors.joining());

        assertThat(found(VARIABLE, document))
                .allSatisfy(variable -> assertThat(reference.contains("`" + variable.group(1) + "`")
                                || readers.contains(variable.group(1)))
                        .as("%s: %s", document.name(), variable.group())
                        .isTrue());
    }

    private static List<MatchResult> found(Pattern pattern, Document document) {
        return document.code().stream()
                .flatMap(code -> pattern.matcher(code).results())
                .toList();
    }

    private static boolean matches(String known, String told) {
        String[] expected = known.split("/");
        String[] actual = told.replaceAll("[.]$", "").split("/");
        if (expected.length != actual.length) {
            return false;
        }
        for (int at = 0; at < expected.length; at++) {
            if (!expected[at].startsWith("{") && !actual[at].startsWith("{") && !expected[at].equals(actual[at])) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String arguments) {
        return Arrays.stream(arguments.replaceAll("[\\[\\],…]", " ").trim().split("\\s+"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
    }

    private static void assertKnown(String use, List<String> words) {
        CommandLine command = agent();
        for (String word : words) {
            for (String alternative : word.split("\\|")) {
                if (alternative.startsWith("-")) {
                    assertThat(command.getCommandSpec().optionsMap()).as(use).containsKey(alternative);
                }
            }
            if (command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            }
        }
    }

    private static CommandLine agent() {
        var out = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return MacAgent.commandLine(new AgentContext(
                out,
                OutputStream.nullOutputStream(),
                out,
                false,
                Map.of(),
                Path.of(""),
                FileAccess.REAL,
                Clock.systemUTC(),
                UUID::randomUUID,
                new Stop()));
    }
}
