package dev.kith.sync.testing.dav;

import dev.kith.sandbox.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real CardDAV server on this machine with one owner and one address book. Tests are skipped, and say so, where it is not
 * installed; {@code ./kith test} installs it on Debian.
 */
public abstract class DavServer implements AutoCloseable {

    public static final String USER = "alice";
    public static final String PASSWORD = "secret";

    /** A crashed test leaves nothing running for longer. */
    private static final String LIFE_SECONDS = "7200";

    private static final int QUICKER_AFRESH = 100;
    protected static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern HREF = Pattern.compile("<[a-zA-Z0-9]*:?href[^>]*>([^<]+)</");

    protected final Path folder;
    private Process process;
    private int port;

    protected DavServer(String name, String... neededFiles) {
        Assumptions.assumeTrue(
                Arrays.stream(neededFiles).allMatch(file -> Files.exists(Path.of(file))),
                () -> name + " is not installed: ./kith test installs it on Debian");
        try {
            folder = Files.createTempDirectory("dav");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The command that serves the folder on the port. */
    protected abstract List<String> command(int onPort) throws IOException;

    protected Map<String, String> environment() {
        return Map.of();
    }

    /** What is to be done once it answers, the first time. */
    protected void prepare() throws IOException {}

    /** The path of the address book, with the slash at its end. */
    public abstract String bookPath();

    /** Whether the server knows tokens, and forgets them. */
    public boolean hasTokens() {
        return true;
    }

    /** Every token given out so far is dead; what is in the book stays. */
    public abstract void forgetTokens();

    /** Under the same addresses another server answers, which knows nothing. */
    public abstract void replaceByAnEmptyOne();

    /** Puts so many cards into the book in the quickest way the server has. */
    public void fill(Map<String, String> cards) {
        cards.forEach(this::put);
    }

    protected final void start() {
        try {
            port = Ports.free();
            List<String> command = Stream.concat(Stream.of("timeout", LIFE_SECONDS), command(port).stream())
                    .toList();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()));
            builder.environment().putAll(environment());
            process = builder.start();
            Awaitility.await("the server answers; see " + folder)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(25))
                    .ignoreExceptions()
                    .until(() ->
                            request("PROPFIND", "/", null, Map.of("Depth", "0")).status() > 0);
            prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public final int port() {
        return port;
    }

    public final void put(String name, String card) {
        PlainHttp.Answer response =
                request("PUT", bookPath() + name, card, Map.of("Content-Type", "text/vcard; charset=utf-8"));
        if (response.status() / 100 != 2) {
            throw new AssertionError("PUT answered " + response.status() + ": " + response.text());
        }
    }

    public final void delete(String name) {
        PlainHttp.Answer response = request("DELETE", bookPath() + name, null, Map.of());
        if (response.status() / 100 != 2) {
            throw new AssertionError("DELETE answered " + response.status() + ": " + response.text());
        }
    }

    /** The same card under another name. */
    public final void move(String name, String newName) {
        String card = card(name);
        delete(name);
        put(newName, card);
    }

    public final String card(String name) {
        return request("GET", bookPath() + name, null, Map.of()).text();
    }

    /** Every card by its name. */
    public final Map<String, String> cards() {
        Map<String, String> cards = new TreeMap<>();
        names().forEach(name -> cards.put(name, card(name)));
        return cards;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        Matcher href = HREF.matcher(
                request("PROPFIND", bookPath(), null, Map.of("Depth", "1")).text());
        while (href.find()) {
            String path = URI.create(href.group(1).strip()).getPath();
            if (!path.endsWith("/") && path.startsWith(bookPath())) {
                names.add(path.substring(bookPath().length()));
            }
        }
        return names;
    }

    public void clear() {
        List<String> names = names();
        if (names.size() > QUICKER_AFRESH) {
            replaceByAnEmptyOne();
        } else {
            names.forEach(this::delete);
        }
    }

    protected final PlainHttp.Answer request(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        return PlainHttp.ask(port, method, path, all, body);
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(String... command) {
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public final void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        deleteTree(folder);
    }
}
