package dev.kith.agent.launchd;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells launchd about the job. Elsewhere than on a Mac there is no launchd to tell. */
public final class Launchctl {

    private static final Path PROGRAM = Path.of("/bin/launchctl");
    private static final int TIMEOUT_SECONDS = 20;

    private Launchctl() {}

    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** Takes the job up anew. */
    public static void load(Path propertyList) {
        run("bootout", target());
        if (run("bootstrap", domain(), propertyList.toString()) != 0) {
            throw new AgentException(
                    ExitCode.FAILURE,
                    "launchd does not take the job.",
                    "Run `launchctl bootstrap " + domain() + " " + propertyList + "` to see why.");
        }
    }

    public static void unload() {
        run("bootout", target());
    }

    public static boolean isLoaded() {
        return isThere() && run("print", target()) == 0;
    }

    private static String domain() {
        return "gui/" + uid();
    }

    private static String target() {
        return domain() + "/" + LaunchAgent.LABEL;
    }

    private static String uid() {
        try {
            return String.valueOf(Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid"));
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE, "this user's number cannot be told.", "Run it as the user who logs in.", e);
        }
    }

    private static int run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE, "launchctl cannot be run.", "It comes with macOS as " + PROGRAM + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
