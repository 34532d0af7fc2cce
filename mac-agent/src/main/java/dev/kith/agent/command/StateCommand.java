package dev.kith.agent.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.AgentContext;
import dev.kith.agent.Json;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.state.AgentState;
import dev.kith.agent.state.InstanceLock;
import dev.kith.agent.state.StateFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and forgets what was sent. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Show what the agent remembers, its path, or forget it.")
final class StateCommand implements Runnable {

    private final AgentContext context;

    @Spec
    private CommandSpec spec;

    StateCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say show, path or reset.");
    }

    @Command(name = "path", mixinStandardHelpOptions = true, description = "Print where the state file is.")
    int path() {
        context.out().println(context.files().state());
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Print how far each store was read, as JSON without anybody's data.")
    int show() {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        AgentState state = file().read().orElse(AgentState.EMPTY);
        state.contacts()
                .forEach((account, contacts) -> shown.withObjectProperty(account)
                        .put("kind", Kind.CONTACTS.text())
                        .put("syncedAt", String.valueOf(contacts.syncedAt()))
                        .put("contacts", contacts.contacts().size())
                        .put("groups", contacts.groups().size()));
        state.messages()
                .forEach((account, messages) -> shown.withObjectProperty(account)
                        .put("kind", Kind.MESSAGES.text())
                        .put("syncedAt", String.valueOf(messages.syncedAt()))
                        .put("lastRow", messages.lastRow())
                        .put("pending", messages.pending().size()));
        state.calls()
                .forEach((account, calls) -> shown.withObjectProperty(account)
                        .put("kind", Kind.CALLS.text())
                        .put("syncedAt", String.valueOf(calls.syncedAt()))
                        .put("calls", calls.sent().size()));
        context.out().println(Json.line(shown));
        return 0;
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Forget what was sent, so that the next run sends it again. Nothing is doubled by that.")
    int reset(
            @Option(
                            names = "--source",
                            paramLabel = "contacts|messages|calls",
                            description = "Forget this source alone.")
                    Kind source) {
        InstanceLock lock = InstanceLock.take(context.files().lock());
        try (lock) {
            file().read().ifPresent(state -> file().write(without(state, source)));
        }
        context.err().println("Forgot " + (source == null ? "everything" : source.text()) + ".");
        return 0;
    }

    private static AgentState without(AgentState state, Kind source) {
        return new AgentState(
                state.version(),
                state.clock(),
                source == null || source == Kind.CONTACTS ? Map.of() : state.contacts(),
                source == null || source == Kind.MESSAGES ? Map.of() : state.messages(),
                source == null || source == Kind.CALLS ? Map.of() : state.calls());
    }

    private StateFile file() {
        return new StateFile(context.files().state());
    }
}
