package dev.kith.deploy;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.demo.DemoMac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody with a home, a checkout and a shell, who fills in what the pages leave open. */
final class Newcomer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration REPLAY_LIMIT = Duration.ofMinutes(5);
    private static final String ICLOUD_USER = "you";
    private static final String ICLOUD_PASSWORD = "abcd-efgh-ijkl-mnop";
    private static final Pattern REPLAY = Pattern.compile("\"replayId\":\"([^\"]+)\"");

    private final Path folder;
    private final Path home;
    private final Checkout checkout;
    private final CardDavStandIn icloud = CardDavStandIn.start();
    private final Map<String, Supplier<String>> blanks = new LinkedHashMap<>();
    private final StringBuilder before = new StringBuilder();
    private String page = "";
    private String replay;
    private RunningKith kith;

    private Newcomer(Path folder, Path home, Checkout checkout) {
        this.folder = folder;
        this.home = home;
        this.checkout = checkout;
    }

    static Newcomer in(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Checkout checkout = Checkout.lay(folder);
        DemoMac.write(home, Instant.now());
        // Else a refusal of the service would look like success.
        Files.writeString(home.resolve(".curlrc"), "fail-with-body\nsilent\nshow-error\nmax-time = 120\n");
        Files.writeString(
                checkout.folder().resolve("contacts.vcf"),
                "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEMAIL:ada@example.com\nEND:VCARD\n");
        var newcomer = new Newcomer(folder, home, checkout);
        newcomer.fillInWhatIsTheirs();
        return newcomer;
    }

    void startsKithUnlessItRuns() throws IOException {
        if (!kith.isRunning()) {
            startsKith();
        }
    }

    void startsKith() throws IOException {
        int port = kith == null ? 0 : URI.create(kith.told("KITH_URL")).getPort();
        kith = RunningKith.start(checkout.folder(), home, folder, environment(), port, START_LIMIT);
    }

    /** An account at Google, and a key for their Mac. */
    void makesWhatOthersGive() throws IOException {
        kith.google()
                .post("/__admin/accounts", JsonNodeFactory.instance.objectNode().put("account", "home"));
        JsonNode key = kith.client()
                .post(
                        "/api/keys",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", "my Mac")
                                .put("role", "agent"));
        Files.writeString(folder.resolve("typed"), key.path("key").asText() + "\n");
    }

    private void fillInWhatIsTheirs() {
        icloud.open(ICLOUD_USER, ICLOUD_PASSWORD);
        blanks.put("https://kith.example.com", () -> kith.told("KITH_URL"));
        blanks.put("kafka.example.com:9093", () -> kith.told("KITH_KAFKA"));
        blanks.put("/tmp/unpacked", () -> folder.resolve("unpacked").toString());
        blanks.put("\"refreshToken\":\"…\"", () -> "\"refreshToken\":\"refresh-home\"");
        blanks.put("you@icloud.com", () -> ICLOUD_USER);
        blanks.put("https://contacts.icloud.com/", () -> icloud.url(ICLOUD_USER));
        blanks.put(
                "$ID",
                () -> kith.client().get("/api/contacts?limit=1").at("/0/id").asText());
        blanks.put("$QUESTION", () -> question().path("id").asText());
        blanks.put(
                "\"targetId\":\"…\"",
                () -> "\"targetId\":\""
                        + question().at("/evidence/candidates/0").asText() + "\"");
        blanks.put("/api/replays/ID", () -> "/api/replays/" + replay);
        blanks.put(
                "\"planFingerprint\":\"…\"",
                () -> "\"planFingerprint\":\""
                        + kith.client()
                                .get("/api/replays/" + replay)
                                .path("planFingerprint")
                                .asText() + "\"");
    }

    /** One about who is who. */
    private JsonNode question() {
        for (JsonNode open : kith.client().get("/api/review?status=open&kind=ambiguous_match")) {
            if (!open.at("/evidence/candidates").isEmpty()) {
                return open;
            }
        }
        throw new AssertionError("the demo asks nothing about who is who");
    }

    /** Runs a command in a shell in which all that the page said before holds. */
    Program.Outcome types(String onPage, ShellCommand command) {
        if (!page.equals(onPage)) {
            page = onPage;
            before.setLength(0);
        }
        awaitReplay();
        String text = filledIn(command.text());
        if (command.isForWhatFollows()) {
            before.append(text).append('\n');
            return shell("");
        }
        Program.Outcome outcome = shell(text);
        replay = REPLAY.matcher(outcome.output())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElse(replay);
        return outcome;
    }

    private String filledIn(String text) {
        String filled = text;
        for (var blank : blanks.entrySet()) {
            if (filled.contains(blank.getKey())) {
                filled = filled.replace(blank.getKey(), blank.getValue().get());
            }
        }
        return filled;
    }

    private Program.Outcome shell(String text) {
        String script = "exec <'" + folder.resolve("typed") + "'\n" + before
                + (kith.isRunning() ? ". ~/.kith/sandbox/sandbox.env\n" : "") + text;
        return Program.run(checkout.folder(), environment(), List.of("bash", "-euo", "pipefail", "-c", script));
    }

    /** One is made at a time. */
    private void awaitReplay() {
        if (replay != null && kith.isRunning()) {
            await().atMost(REPLAY_LIMIT)
                    .until(() -> !kith.client()
                            .get("/api/replays/" + replay)
                            .path("state")
                            .asText()
                            .equals("RUNNING"));
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(RunningKith.environment(home));
        environment.put("PATH", home.resolve("Applications/kith-mac-agent/bin") + ":" + System.getenv("PATH"));
        return environment;
    }

    Path home(String name) {
        return home.resolve(name);
    }

    /** What commands wrote beside the pages. */
    Path file(String name) {
        return checkout.folder().resolve(name);
    }

    Checkout checkout() {
        return checkout;
    }

    /** @return how it ended after Ctrl-C */
    int stopsKith() {
        return kith.stop();
    }

    RunningKith kith() {
        return kith;
    }

    /** The files in their home. */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether anything runs that was started from their home or checkout. */
    boolean hasSomethingRunning() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .anyMatch(command -> command.contains(folder.toString()));
    }

    @Override
    public void close() {
        icloud.close();
        if (kith != null) {
            kith.close();
        }
    }
}
