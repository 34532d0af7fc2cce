package dev.kith.agent.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The configuration file: read whole, checked key by key. Keys it does not know are left alone. */
public final class ConfigFile {

    private static final String KAFKA = "kafka";

    private final Path path;

    public ConfigFile(Path path) {
        this.path = path;
    }

    /** What the file says; the defaults where it says nothing or is not there. */
    public AgentConfig read() {
        ObjectNode tree = tree();
        for (ConfigKey key : ConfigKey.values()) {
            JsonNode value = tree.get(key.key());
            if (value != null && !value.isNull() && !key.accepts(value)) {
                throw wrong(key.key() + " must be " + key.expected() + ".");
            }
        }
        if (tree.hasNonNull(KAFKA) && !tree.get(KAFKA).isObject()) {
            throw wrong(KAFKA + " must be an object of the client's properties, such as"
                    + " {\"bootstrap_servers\": \"host:9092\"}.");
        }
        AgentConfig defaults = AgentConfig.DEFAULT;
        return new AgentConfig(
                text(tree, ConfigKey.API_URL).map(URI::create),
                text(tree, ConfigKey.API_KEY),
                tree.path(ConfigKey.INITIAL_LOOKBACK_DAYS.key()).asInt(defaults.initialLookbackDays()),
                tree.path(ConfigKey.CREATE_UNKNOWN_CONTACTS.key()).asBoolean(defaults.createUnknownContacts()),
                text(tree, ConfigKey.DEFAULT_REGION)
                        .map(region -> region.toUpperCase(Locale.ROOT))
                        .orElse(defaults.defaultRegion()),
                text(tree, ConfigKey.MACHINE_ID),
                kafka(tree));
    }

    /** Writes one key and leaves the others as they are. */
    public void set(String key, String value) {
        ObjectNode tree = tree();
        Optional<ConfigKey> known = ConfigKey.named(key);
        if (known.isPresent()) {
            JsonNode parsed = known.get().parse(value);
            if (!known.get().accepts(parsed)) {
                throw wrong(key + " must be " + known.get().expected() + ".");
            }
            tree.set(key, parsed);
        } else if (key.startsWith(KAFKA + ".") && key.length() > KAFKA.length() + 1) {
            tree.remove(key);
            if (!tree.path(KAFKA).isObject()) {
                tree.remove(KAFKA);
            }
            tree.withObjectProperty(KAFKA).put(key.substring(KAFKA.length() + 1), value);
        } else {
            throw new AgentException(
                    ExitCode.USAGE,
                    "there is no key " + key + ".",
                    "The keys are " + ConfigKey.names() + " and kafka.<property of the client>.");
        }
        write(tree);
    }

    private ObjectNode tree() {
        try {
            if (Json.MAPPER.readTree(Files.readAllBytes(path)) instanceof ObjectNode tree) {
                return tree;
            }
            throw wrong("it is not a JSON object.");
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            throw wrong("it is not JSON (line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ").");
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.USAGE,
                    "the configuration " + path + " cannot be read (" + e.getMessage() + ").",
                    "Give this user the right to read it, or name another with " + AgentFiles.CONFIG_VARIABLE + ".");
        }
    }

    private void write(ObjectNode tree) {
        try {
            PrivateFile.replace(
                    path, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE,
                    "the configuration " + path + " cannot be written (" + e.getMessage() + ").",
                    "Make its folder writable, or name another file with " + AgentFiles.CONFIG_VARIABLE + ".");
        }
    }

    private AgentException wrong(String what) {
        return new AgentException(
                ExitCode.USAGE, "the configuration " + path + " is wrong: " + what, "Correct it and run again.");
    }

    private static Optional<String> text(ObjectNode tree, ConfigKey key) {
        return Optional.ofNullable(tree.path(key.key()).textValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Properties may be nested, written with dots, or with underscores like the plan's keys. */
    private static Map<String, String> kafka(ObjectNode tree) {
        Map<String, String> properties = new HashMap<>();
        tree.properties().forEach(field -> {
            if (field.getKey().startsWith(KAFKA + ".")) {
                collect(field.getKey().substring(KAFKA.length() + 1), field.getValue(), properties);
            }
        });
        if (tree.get(KAFKA) instanceof ObjectNode nested) {
            nested.properties().forEach(field -> collect(field.getKey(), field.getValue(), properties));
        }
        properties.values().removeIf(String::isBlank);
        return properties;
    }

    private static void collect(String name, JsonNode value, Map<String, String> properties) {
        if (value instanceof ObjectNode nested) {
            nested.properties().forEach(field -> collect(name + "." + field.getKey(), field.getValue(), properties));
        } else if (value.isArray()) {
            properties.put(
                    name.replace('_', '.'),
                    StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(",")));
        } else if (!value.isNull()) {
            properties.put(name.replace('_', '.'), value.asText());
        }
    }
}
