package dev.kith.sandbox.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./kith up}: the sandbox with the service as it was built. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts PostgreSQL, Kafka, a Google stand-in and the service; Ctrl-C stops them, the data stays.")
final class UpCommand implements Callable<Integer> {

    private final LauncherContext context;

    @Mixin
    private SandboxOptions options = new SandboxOptions();

    UpCommand(LauncherContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new SandboxRun(context, options).run(ServiceCommand.packaged(context));
    }
}
