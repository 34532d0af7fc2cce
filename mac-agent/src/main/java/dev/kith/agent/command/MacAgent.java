package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line of the agent. Without a subcommand it syncs once. */
@Command(
        name = "mac-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {HelpCommand.class, GenerateCompletion.class},
        description = {
            "Send this Mac's contacts, and when you called and texted whom, to Kith.",
            "It reads Apple's databases without changing them and never reads the text of a message.",
            "Without a command it syncs once: contacts, then messages, then calls."
        },
        footer = {
            "%nExamples:",
            "  mac-agent config set api_url https://kith.example.com",
            "  mac-agent doctor",
            "  mac-agent --dry-run",
            "  mac-agent --interactions-only --days 30 --known-only",
            "  mac-agent --dry-run --sink stdout | head -n 1"
        })
public final class MacAgent implements Callable<Integer> {

    private final AgentContext context;

    @Mixin
    private SyncOptions sync = new SyncOptions();

    @Option(
            names = "--dry-run",
            description = "Say what would be sent and write nothing anywhere; with --sink stdout print it.")
    private boolean dryRun;

    @Option(names = "--json", description = "The summary as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also say how each store was read and which runs were begun.")
    private boolean verbose;

    private MacAgent(AgentContext context) {
        this.context = context;
    }

    public static CommandLine commandLine(AgentContext context) {
        CommandLine commandLine = new CommandLine(new MacAgent(context))
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new InstallCommand(context))
                .addSubcommand(new UninstallCommand(context))
                .addSubcommand(new ConfigCommand(context))
                .addSubcommand(new StateCommand(context))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(context.out())
                .setErr(context.err())
                .setExecutionStrategy(parsed -> execute(parsed, context))
                .setExecutionExceptionHandler((failure, command, parsed) -> say(failure, context));
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

    private static int execute(ParseResult parsed, AgentContext context) {
        if (parsed.hasSubcommand()
                && !parsed.isUsageHelpRequested()
                && !parsed.isVersionHelpRequested()
                && !parsed.matchedOptions().isEmpty()) {
            String option = parsed.matchedOptions().get(0).longestName();
            String command = parsed.subcommand().commandSpec().name();
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    option + " before " + command + " would do nothing. Say it after it: `mac-agent " + command + " "
                            + option + " …`.");
        }
        int exitCode = new RunLast().execute(parsed);
        // A print writer keeps its failures to itself.
        if (context.out().checkError()) {
            context.err().println("mac-agent: the output cannot be written.");
            context.err().println("  Whatever reads it ended too early, or its disk is full.");
            return ExitCode.FAILURE.code();
        }
        return exitCode;
    }

    static int say(Exception failure, AgentContext context) throws Exception {
        if (!(failure instanceof AgentException agentException)) {
            throw failure;
        }
        Paint paint = new Paint(context.interactive());
        context.err().println(paint.bad("mac-agent: " + failure.getMessage()));
        context.err().println("  " + agentException.nextStep());
        return agentException.exitCode().code();
    }

    @Override
    public Integer call() {
        return new SyncRunner(context, sync.sink, dryRun, json, verbose)
                .run(sync.request(context))
                .exitCode()
                .code();
    }
}
