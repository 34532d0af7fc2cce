package dev.kith.sandbox.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./kith dev}: the sandbox with the service built anew whenever its sources change. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "The same with the service in Quarkus' dev mode: it reloads changed sources.")
final class DevCommand implements Callable<Integer> {

    private final LauncherContext context;

    @Mixin
    private SandboxOptions options = new SandboxOptions();

    DevCommand(LauncherContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new SandboxRun(context, options).run(ServiceCommand.development(context));
    }
}
