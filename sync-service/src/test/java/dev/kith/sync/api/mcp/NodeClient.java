package dev.kith.sync.api.mcp;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The official client of the protocol, fetched by npm and run by Node; tests with it are skipped where these are missing. */
final class NodeClient {

    private static final Path SOURCES = Path.of("src/test/mcp-client");
    private static final Path FOLDER = Path.of("target/mcp-client");

    private NodeClient() {}

    /** Fetches the client once for a build. */
    static void install() {
        if (!runs("node") || !runs("npm")) {
            abort(
                    "Node and npm are not installed: the official MCP client cannot be run. ./kith test installs them on Debian.");
        }
        try {
            Files.createDirectories(FOLDER);
            for (String name : List.of("package.json", "package-lock.json", ".npmrc", "client.mjs")) {
                Files.write(FOLDER.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                && run(240, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts") != 0) {
            abort("npm could not fetch the official MCP client.");
        }
    }

    /** What the client got, as {@code tools} and {@code results}. */
    static JsonPath call(String url, String key, List<Map<String, Object>> calls) throws Exception {
        File input = FOLDER.resolve("input.json").toFile();
        File output = FOLDER.resolve("output.json").toFile();
        Files.writeString(
                input.toPath(), new ObjectMapper().writeValueAsString(Map.of("url", url, "key", key, "calls", calls)));
        Process node = new ProcessBuilder("node", "client.mjs")
                .directory(FOLDER.toFile())
                .redirectInput(input)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!node.waitFor(120, TimeUnit.SECONDS)) {
            node.destroyForcibly();
            throw new AssertionError("the client did not end");
        }
        if (node.exitValue() != 0) {
            throw new AssertionError("the client failed; it says why on its standard error");
        }
        return new JsonPath(output);
    }

    private static boolean runs(String program) {
        return run(30, program, "--version") == 0;
    }

    private static int run(int seconds, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Files.isDirectory(FOLDER) ? FOLDER.toFile() : null)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException notThere) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
