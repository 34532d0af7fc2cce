package dev.kith.agent.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.AgentContext;
import dev.kith.agent.Json;
import dev.kith.agent.state.AgentConfig;
import dev.kith.agent.state.ConfigFile;
import dev.kith.agent.state.ConfigKey;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads and writes the configuration file. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Show the configuration (secrets masked), its path, or set a key of it.")
final class ConfigCommand implements Runnable {

    private static final String MASK = "********";

    private final AgentContext context;

    @Spec
    private CommandSpec spec;

    ConfigCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say show, path or set.");
    }

    @Command(name = "path", mixinStandardHelpOptions = true, description = "Print where the configuration file is.")
    int path() {
        context.out().println(context.files().config());
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Print what is in force, defaults included. Secrets are masked.")
    int show(@Option(names = "--json", description = "As JSON.") boolean json) {
        ObjectNode shown = shown(new ConfigFile(context.files().config()).read());
        if (json) {
            context.out().println(Json.line(shown));
        } else {
            shown.properties()
                    .forEach(field -> context.out()
                            .println(field.getKey() + " = " + field.getValue().asText()));
        }
        return 0;
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Set a key, such as api_url or kafka.bootstrap_servers. The file is made if it is not there.")
    int set(
            @Parameters(paramLabel = "KEY", description = "The key.") String key,
            @Parameters(
                            paramLabel = "VALUE",
                            arity = "0..1",
                            description =
                                    "The value; asked for when it is left out, which keeps secrets off the command line.")
                    String value) {
        String given = value == null ? AskedValue.of(key, System.console(), System.in) : value;
        new ConfigFile(context.files().config()).set(key, given);
        context.err().println("Set " + key + " in " + context.files().config() + ".");
        return 0;
    }

    private static ObjectNode shown(AgentConfig config) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put(ConfigKey.API_URL.key(), config.apiUrl().map(Object::toString).orElse(""));
        shown.put(ConfigKey.API_KEY.key(), config.apiKey().isPresent() ? MASK : "");
        shown.put(ConfigKey.INITIAL_LOOKBACK_DAYS.key(), config.initialLookbackDays());
        shown.put(ConfigKey.CREATE_UNKNOWN_CONTACTS.key(), config.createUnknownContacts());
        shown.put(ConfigKey.DEFAULT_REGION.key(), config.defaultRegion());
        config.machineId().ifPresent(id -> shown.put(ConfigKey.MACHINE_ID.key(), id));
        new TreeMap<>(config.kafka())
                .forEach((name, value) -> shown.put("kafka." + name, isSecret(name) ? MASK : value));
        return shown;
    }

    private static boolean isSecret(String property) {
        return property.matches(".*(password|jaas|secret|\\.key|token).*");
    }
}
