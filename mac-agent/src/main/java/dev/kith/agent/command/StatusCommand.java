package dev.kith.agent.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.AgentContext;
import dev.kith.agent.Json;
import dev.kith.agent.doctor.Check;
import dev.kith.agent.doctor.Doctor;
import dev.kith.agent.launchd.LaunchAgent;
import dev.kith.agent.launchd.Launchctl;
import dev.kith.agent.state.AgentState;
import dev.kith.agent.state.CallsState;
import dev.kith.agent.state.ContactsState;
import dev.kith.agent.state.MessagesState;
import dev.kith.agent.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether the agent is installed and when it last synced what. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Say whether launchd runs the agent, whether each store can be read, and when it was last synced.")
final class StatusCommand implements Callable<Integer> {

    private final AgentContext context;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    StatusCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = LaunchAgent.file(home.of(context));
        AgentState state = new StateFile(context.files().state()).read().orElse(AgentState.EMPTY);
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("installed", Files.exists(file));
        status.put("loaded", Launchctl.isLoaded());
        put(status, "contactsSyncedAt", state.contacts().values().stream().map(ContactsState::syncedAt));
        put(status, "messagesSyncedAt", state.messages().values().stream().map(MessagesState::syncedAt));
        put(status, "callsSyncedAt", state.calls().values().stream().map(CallsState::syncedAt));
        List<Check> stores = new Doctor(context, home.of(context)).stores();
        if (json) {
            ArrayNode list = status.putArray("stores");
            stores.forEach(store -> list.addObject()
                    .put("name", store.name())
                    .put("outcome", store.outcome().name())
                    .put("found", store.found()));
            context.out().println(Json.line(status));
        } else {
            status.properties()
                    .forEach(field -> context.out()
                            .println(field.getKey() + ": " + field.getValue().asText()));
            stores.forEach(
                    store -> context.out().println(store.outcome().sign() + " " + store.name() + ": " + store.found()));
        }
        return 0;
    }

    private static void put(ObjectNode status, String key, Stream<Instant> times) {
        status.put(
                key,
                times.filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .map(Instant::toString)
                        .orElse(null));
    }
}
