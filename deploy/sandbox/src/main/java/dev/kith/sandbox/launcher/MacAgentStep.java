package dev.kith.sandbox.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.demo.DemoMac;
import dev.kith.sandbox.system.BuiltAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the mac-agent of this build once over the databases of a demo Mac. */
final class MacAgentStep {

    private final LauncherContext context;
    private final Path data;
    private final URI url;
    private final String apiKey;
    private final String bootstrapServers;

    /** @param data the folder under which the demo Mac, the agent's configuration and its state lie */
    MacAgentStep(LauncherContext context, Path data, URI url, String apiKey, String bootstrapServers) {
        this.context = context;
        this.data = data.resolve("mac");
        this.url = url;
        this.apiKey = apiKey;
        this.bootstrapServers = bootstrapServers;
    }

    /** An agent that fails is said and stops nothing: everything else works without it. */
    void run() {
        context.terminal().progress("running the mac-agent over a demo Mac …");
        try {
            DemoMac.write(data.resolve("home"), context.clock().instant());
            OwnerOnly.write(data.resolve("config.json"), configuration());
            int exitCode = start(BuiltAgent.jar(context.project()));
            if (exitCode != 0) {
                context.terminal()
                        .progress("the mac-agent ended with code " + exitCode
                                + "; `./kith agent --help` says what it means.");
            }
        } catch (IOException e) {
            context.terminal().progress("the mac-agent could not be run: " + e.getMessage());
        }
    }

    private String configuration() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("api_url", url.toString()).put("api_key", apiKey).put("machine_id", "demo-mac");
        configuration.putObject("kafka").put("bootstrap_servers", bootstrapServers);
        return configuration.toString();
    }

    private int start(Path jar) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-jar",
                        jar.toString(),
                        "--home",
                        data.resolve("home").toString()))
                .redirectErrorStream(true);
        builder.environment()
                .put("KITH_AGENT_CONFIG", data.resolve("config.json").toString());
        builder.environment().put("KITH_AGENT_STATE", data.resolve("state.json").toString());
        Process agent = builder.start();
        agent.getOutputStream().close();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            while (line != null) {
                if (!line.isBlank()) {
                    context.terminal().progress("  " + line);
                }
                line = said.readLine();
            }
            return agent.waitFor();
        } catch (InterruptedException e) {
            agent.destroy();
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
