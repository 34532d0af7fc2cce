package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.launchd.LaunchAgent;
import dev.kith.agent.launchd.Launchctl;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has launchd run the agent. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Have launchd sync every so often, for this user and while logged in.",
            "Afterwards grant Full Disk Access to the program that is printed: a grant to Terminal does not count then."
        })
final class InstallCommand implements Callable<Integer> {

    /** Set by the launcher of an app image: that is the program then, and knows its own options. */
    private static final String APP_LAUNCHER = "jpackage.app-path";

    /** What macOS grants is granted to the whole app. */
    private static final String APP_CONTENT = "/Contents/MacOS/";

    private final AgentContext context;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--every",
            paramLabel = "MINUTES",
            defaultValue = "15",
            description = "How often, from 1 to 1440 minutes (default: ${DEFAULT-VALUE}).")
    private int minutes;

    InstallCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (minutes < 1 || minutes > 1440) {
            throw new AgentException(ExitCode.USAGE, "--every must be from 1 to 1440.", "15 is a good choice.");
        }
        Path folder = home.of(context);
        List<String> command = command(folder);
        Map<String, String> environment = context.files().environment(context.userHome());
        new LaunchAgent(folder, command, environment, minutes * 60).write();
        Path file = LaunchAgent.file(folder);
        context.err().println("Wrote " + file + ".");
        environment.forEach((variable, named) -> context.err().println("The job uses " + variable + "=" + named + "."));
        if (Launchctl.isThere()) {
            Launchctl.load(file);
            context.err()
                    .println(
                            "launchd syncs every " + minutes + " minutes; its log is " + LaunchAgent.log(folder) + ".");
        } else {
            context.err().println("There is no launchd here: copy the file to a Mac, or load it there yourself.");
        }
        context.err().println(grant(command.get(0)));
        return 0;
    }

    private static String grant(String program) {
        int app = program.indexOf(APP_CONTENT);
        String settings = " under System Settings > Privacy & Security > Full Disk Access";
        return app < 0
                ? "Grant Full Disk Access to " + program + settings + ", and again whenever that program is updated."
                : "Grant Full Disk Access to " + program.substring(0, app) + settings
                        + ". It stays when the app is replaced by one of the same signature.";
    }

    /** This very program, as launchd can start it: by absolute paths. */
    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(program());
        if (!folder.equals(context.userHome())) {
            command.addAll(List.of("--home", folder.toString()));
        }
        return command;
    }

    private static List<String> program() {
        String launcher = System.getProperty(APP_LAUNCHER);
        if (launcher != null) {
            return List.of(launcher);
        }
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-jar", jar().toString());
    }

    private static Path jar() {
        try {
            return Path.of(InstallCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the agent does not know where it is", e);
        }
    }
}
