package dev.kith.sync.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.api.ApiException;
import dev.kith.sync.crm.StorableText;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolInputGuardrail;
import io.quarkiverse.mcp.server.ToolManager.ToolArgument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses arguments of the wrong type as HTTP refuses them in a body, in place of an error of the protocol, and those that a
 * tool does not have: everything would look like what was asked for.
 */
@Singleton
public class WellTypedArguments implements ToolInputGuardrail {

    private final ObjectMapper mapper;

    WellTypedArguments(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void apply(ToolInputContext call) {
        JsonObject sent = call.getArguments() == null ? new JsonObject() : call.getArguments();
        Map<String, List<String>> problems = new TreeMap<>();
        call.getTool()
                .arguments()
                .forEach(argument -> problem(argument, sent.getValue(argument.name()))
                        .ifPresent(problem -> problems.put(argument.name(), List.of(problem))));
        Set<String> known = call.getTool().arguments().stream()
                .map(ToolArgument::name)
                .collect(Collectors.toCollection(TreeSet::new));
        sent.fieldNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.put(name, List.of("is unknown here: this tool takes " + String.join(", ", known))));
        if (!problems.isEmpty()) {
            throw new ToolCallException(json(ApiException.invalid(problems)));
        }
    }

    private String json(ApiException refused) {
        try {
            return mapper.writeValueAsString(refused.envelope().error());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> problem(ToolArgument argument, Object value) {
        if (value == null) {
            return argument.required() && argument.defaultValue() == null
                    ? Optional.of("is missing")
                    : Optional.empty();
        }
        if (argument.type() == String.class) {
            return value instanceof String text ? StorableText.problem(text) : Optional.of("must be a text");
        }
        if (argument.type() == Boolean.class || argument.type() == boolean.class) {
            return value instanceof Boolean ? Optional.empty() : Optional.of("must be true or false");
        }
        if (argument.type() == Integer.class || argument.type() == int.class) {
            return value instanceof Integer ? Optional.empty() : Optional.of("must be a whole number");
        }
        return value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance)
                ? Optional.empty()
                : Optional.of("must be a list of texts");
    }
}
