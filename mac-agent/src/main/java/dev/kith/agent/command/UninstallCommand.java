package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.launchd.LaunchAgent;
import dev.kith.agent.launchd.Launchctl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the job from launchd. */
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Take the job from launchd. Configuration and state stay.")
final class UninstallCommand implements Callable<Integer> {

    private final AgentContext context;

    @Mixin
    private HomeOption home = new HomeOption();

    UninstallCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path file = LaunchAgent.file(home.of(context));
        if (Launchctl.isThere()) {
            Launchctl.unload();
        }
        context.err().println(Files.deleteIfExists(file) ? "Removed " + file + "." : "There is no " + file + ".");
        return 0;
    }
}
