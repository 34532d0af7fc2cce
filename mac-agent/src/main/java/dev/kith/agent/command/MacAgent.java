package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the agent. */
@Command(
        name = "mac-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {HelpCommand.class, GenerateCompletion.class},
        description = "Send this Mac's contacts, and when you called and texted whom, to Kith.")
public final class MacAgent implements Runnable {

    @Spec
    private CommandSpec spec;

    private MacAgent() {}

    public static CommandLine commandLine(AgentContext context) {
        CommandLine commandLine = new CommandLine(new MacAgent())
                .addSubcommand(new ConfigCommand(context))
                .setOut(context.out())
                .setErr(context.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> say(failure, command));
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(Arrays.stream(ExitCode.values())
                        .sorted(Comparator.comparing(ExitCode::code))
                        .collect(Collectors.toMap(
                                code -> String.valueOf(code.code()),
                                ExitCode::meaning,
                                (one, other) -> one,
                                LinkedHashMap::new)));
        return commandLine;
    }

    private static int say(Exception failure, CommandLine command) throws Exception {
        if (!(failure instanceof AgentException agentException)) {
            throw failure;
        }
        command.getErr()
                .println(command.getColorScheme()
                        .errorText("mac-agent: " + failure.getMessage() + "\n  " + agentException.nextStep()));
        return agentException.exitCode().code();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
