package dev.kith.sandbox.launcher;

import dev.kith.sandbox.bench.BenchCommand;
import dev.kith.sandbox.chaos.ChaosCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sandbox's command line, started by the {@code kith} script. */
@Command(name = "kith", mixinStandardHelpOptions = true, description = "Kith on one machine.")
public final class Launcher implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Exits with 0 after a clean stop, 1 after a failure, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        LauncherContext context = new LauncherContext(
                new Terminal(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8)),
                System.getenv(),
                Path.of(System.getProperty("kith.project", "")).toAbsolutePath(),
                Path.of(System.getProperty("user.home")),
                Clock.systemUTC(),
                Optional.of(GoogleDemo::start));
        // Kafka's threads would keep a failed launcher alive.
        System.exit(commandLine(context).execute(arguments));
    }

    static CommandLine commandLine(LauncherContext context) {
        return new CommandLine(new Launcher())
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new DevCommand(context))
                .addSubcommand(
                        new BenchCommand(context.project(), context.terminal()::result, context.terminal()::progress))
                .addSubcommand(
                        new ChaosCommand(context.project(), context.terminal()::result, context.terminal()::progress))
                .setOut(context.terminal().out())
                .setErr(context.terminal().err())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    tell(context.terminal(), failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static void tell(Terminal terminal, Exception failure) {
        if (failure instanceof LauncherException) {
            terminal.progress(failure.getMessage());
        } else {
            terminal.progress("this should not have happened. Please report it with what follows.");
            failure.printStackTrace(terminal.err());
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
