package dev.kith.agent.doctor;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.source.MacLibrary;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.agent.state.AgentConfig;
import dev.kith.agent.state.ConfigFile;
import dev.kith.agent.state.PrivateFile;
import dev.kith.agent.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything a sync needs and says what is wrong and how to put it right. Changes nothing. */
public final class Doctor {

    private final AgentContext context;
    private final Path home;

    public Doctor(AgentContext context, Path home) {
        this.context = context;
        this.home = home;
    }

    public List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(system());
        String program = Program.responsible();
        checks.add(Check.fine("program", program + " is what needs Full Disk Access"));
        AgentConfig config = AgentConfig.DEFAULT;
        try {
            config = new ConfigFile(context.files().config()).read();
            checks.add(privacy("configuration", context.files().config()));
        } catch (AgentException e) {
            checks.add(Check.wrong("configuration", e.getMessage(), e.nextStep(), e.exitCode()));
        }
        checks.add(state());
        checks.addAll(stores(program, config));
        checks.addAll(new ReceiverChecks(config, context.clock()).all());
        return checks;
    }

    /** Whether each store can be read. */
    public List<Check> stores() {
        return stores(Program.responsible(), AgentConfig.DEFAULT);
    }

    private List<Check> stores(String program, AgentConfig config) {
        StoreOpener opener =
                new StoreOpener(context.access(), Path.of(System.getProperty("java.io.tmpdir")), context.clock());
        return new StoreChecks(opener, program, config.defaultRegion()).of(new MacLibrary(home, context.access()));
    }

    private static Check system() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java "
                + Runtime.version().feature();
        return System.getProperty("os.name").startsWith("Mac")
                ? Check.fine("system", system)
                : Check.note("system", system, "This is no Mac: the agent reads databases that were brought here.");
    }

    private Check state() {
        StateFile file = new StateFile(context.files().state());
        if (file.exists() && file.read().isEmpty()) {
            return Check.note(
                    "state",
                    context.files().state() + " is of another shape",
                    "The next run sets it aside and sends everything again; nothing is doubled.");
        }
        return file.exists()
                ? privacy("state", context.files().state())
                : Check.fine("state", "none yet: the first run sends everything");
    }

    private static Check privacy(String name, Path file) {
        try {
            if (!PrivateFile.exists(file)) {
                return Check.note(name, "there is none at " + file, "Make one with `mac-agent config set`.");
            }
            return PrivateFile.isPrivate(file)
                    ? Check.fine(name, file + ", only yours to read")
                    : Check.note(name, file + " can be read by others", "Run `chmod 600 " + file + "`.");
        } catch (IOException e) {
            return Check.wrong(
                    name, file + " cannot be looked at", "Give this user the right to it.", ExitCode.FAILURE);
        }
    }
}
