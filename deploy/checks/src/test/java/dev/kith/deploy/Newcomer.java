package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.demo.DemoMac;
import dev.kith.sandbox.launcher.KithClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Somebody with a home, a checkout and a shell, who fills in what the pages leave open. */
final class Newcomer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration REPLAY_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_LIMIT_SECONDS = 60;
    private static final String ICLOUD_USER = "you";
    private static final String ICLOUD_PASSWORD = "abcd-efgh-ijkl-mnop";
    private static final Pattern REPLAY = Pattern.compile("\"replayId\":\"([^\"]+)\"");

    private final Path home;
    private final Path checkout;
    private final CardDavStandIn icloud = CardDavStandIn.start();
    private final Map<String, Supplier<String>> blanks = new LinkedHashMap<>();
    private final StringBuilder before = new StringBuilder();
    private String page = "";
    private String replay;
    private Process launcher;
    private KithClient kith;

    private Newcomer(Path home, Path checkout) {
        this.home = home;
        this.checkout = checkout;
    }

    static Newcomer in(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path checkout = Checkout.lay(folder.resolve("kith"));
        DemoMac.write(home, Instant.now());
        // Else a refusal of the service would look like success.
        Files.writeString(home.resolve(".curlrc"), "fail-with-body\nsilent\nshow-error\nmax-time = 120\n");
        Files.writeString(
                checkout.resolve("contacts.vcf"),
                "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEMAIL:ada@example.com\nEND:VCARD\n");
        return new Newcomer(home, checkout);
    }

    void startsKith() throws IOException {
        Path said = home.resolve("said");
        var builder = new ProcessBuilder("bash", "./kith", "up", "--port", "0")
                .directory(checkout.toFile())
                .redirectOutput(said.toFile())
                .redirectError(home.resolve("progress").toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(KITH|QUARKUS|KAFKA)_.*"));
        builder.environment().putAll(environment());
        launcher = builder.start();
        await().atMost(START_LIMIT)
                .until(() -> !launcher.isAlive() || Repository.read(said).contains("Sign in: "));
        assertThat(launcher.isAlive())
                .as(() -> Repository.read(home.resolve("progress")))
                .isTrue();
        assertThat(Repository.read(said)).startsWith("Kith is ready: http://127.0.0.1:");
        Properties sandbox = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve(".kith/sandbox/sandbox.env"))) {
            sandbox.load(reader);
        }
        kith = new KithClient(URI.create(sandbox.getProperty("KITH_URL") + "/"), sandbox.getProperty("KITH_API_KEY"));
        prepare(sandbox);
    }

    private void prepare(Properties sandbox) throws IOException {
        icloud.open(ICLOUD_USER, ICLOUD_PASSWORD);
        new KithClient(URI.create(sandbox.getProperty("KITH_GOOGLE_STANDIN_URL")), "")
                .post("/__admin/accounts", JsonNodeFactory.instance.objectNode().put("account", "home"));
        JsonNode key = kith.post(
                "/api/keys",
                JsonNodeFactory.instance.objectNode().put("name", "my Mac").put("role", "agent"));
        Files.writeString(home.resolve("typed"), key.path("key").asText() + "\n");
        blanks.put("https://kith.example.com", () -> sandbox.getProperty("KITH_URL"));
        blanks.put("kafka.example.com:9093", () -> sandbox.getProperty("KITH_KAFKA"));
        blanks.put("/tmp/unpacked", () -> home.resolve("unpacked").toString());
        blanks.put("\"refreshToken\":\"…\"", () -> "\"refreshToken\":\"refresh-home\"");
        blanks.put("you@icloud.com", () -> ICLOUD_USER);
        blanks.put("https://contacts.icloud.com/", () -> icloud.url(ICLOUD_USER));
        blanks.put("$ID", () -> kith.get("/api/contacts?limit=1").at("/0/id").asText());
        blanks.put("$QUESTION", () -> question().path("id").asText());
        blanks.put(
                "\"targetId\":\"…\"",
                () -> "\"targetId\":\""
                        + question().at("/evidence/candidates/0").asText() + "\"");
        blanks.put("/api/replays/ID", () -> "/api/replays/" + replay);
        blanks.put(
                "\"planFingerprint\":\"…\"",
                () -> "\"planFingerprint\":\""
                        + kith.get("/api/replays/" + replay)
                                .path("planFingerprint")
                                .asText() + "\"");
    }

    /** One about who is who. */
    private JsonNode question() {
        for (JsonNode open : kith.get("/api/review?status=open&kind=ambiguous_match")) {
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
        String script = "exec <'" + home.resolve("typed") + "'\n" + before + ". ~/.kith/sandbox/sandbox.env\n" + text;
        return Program.run(checkout, environment(), List.of("bash", "-euo", "pipefail", "-c", script));
    }

    /** One is made at a time. */
    private void awaitReplay() {
        if (replay != null) {
            await().atMost(REPLAY_LIMIT)
                    .until(() -> !kith.get("/api/replays/" + replay)
                            .path("state")
                            .asText()
                            .equals("RUNNING"));
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Java asks the system, not the shell, where home is.
        environment.put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
        environment.put("PATH", home.resolve("Applications/kith-mac-agent/bin") + ":" + System.getenv("PATH"));
        return environment;
    }

    /** What commands wrote beside the pages. */
    Path file(String name) {
        return checkout.resolve(name);
    }

    /** @return how the launcher ended after Ctrl-C */
    int stopsKith() {
        launcher.destroy();
        try {
            assertThat(launcher.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return launcher.exitValue();
    }

    @Override
    public void close() {
        icloud.close();
        if (launcher != null && launcher.isAlive()) {
            stopsKith();
        }
    }
}
