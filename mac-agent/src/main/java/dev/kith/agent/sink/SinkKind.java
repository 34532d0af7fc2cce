package dev.kith.agent.sink;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.state.AgentConfig;

/** The ways out. */
public enum SinkKind {
    /** The broker itself. */
    KAFKA,
    /** The service, for Macs that cannot reach the broker. */
    HTTP,
    /** Batches as JSON, one a line, for scripts and for looking at. */
    STDOUT;

    /** The way that the configuration asks for where the command line names none. */
    public static SinkKind of(SinkKind named, AgentConfig config) {
        if (named != null) {
            return named;
        }
        if (config.bootstrapServers().isPresent()) {
            return KAFKA;
        }
        if (config.apiUrl().isPresent()) {
            return HTTP;
        }
        throw new AgentException(
                ExitCode.USAGE,
                "there is nowhere to send to.",
                "Set kafka.bootstrap_servers or api_url, such as `mac-agent config set api_url https://kith.example.com`;"
                        + " --dry-run and --sink stdout work without.");
    }
}
