package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whose databases are meant. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder that holds Library/ (default: your home folder).")
    private Path home;

    Path of(AgentContext context) {
        return (home == null ? context.userHome() : home).toAbsolutePath().normalize();
    }
}
