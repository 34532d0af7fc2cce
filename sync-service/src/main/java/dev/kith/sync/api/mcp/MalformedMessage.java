package dev.kith.sync.api.mcp;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with the form of a message.
 *
 * @param id of the request; {@code null} where it has none, or none can be told
 * @param code as JSON-RPC numbers problems
 */
record MalformedMessage(Object id, int code, String text) {

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;

    private static final Set<String> OBJECTS =
            Set.of("_meta", "argument", "arguments", "capabilities", "clientInfo", "ref");
    private static final Set<String> TEXTS = Set.of("name", "protocolVersion", "version");

    private static final Map<String, List<String>> NEEDED = Map.of(
            "initialize", List.of("protocolVersion", "capabilities", "clientInfo"),
            "tools/call", List.of("name"),
            "prompts/get", List.of("name"),
            "completion/complete", List.of("ref", "argument"));
    private static final List<String> NEEDED_OF_CLIENTS = List.of("name", "version");

    static MalformedMessage noJson() {
        return new MalformedMessage(null, PARSE_ERROR, "The body is not well-formed JSON.");
    }

    static MalformedMessage noObject() {
        return new MalformedMessage(null, INVALID_REQUEST, "A message is a JSON object with jsonrpc, id and method.");
    }

    static Optional<MalformedMessage> in(Object message) {
        if (!(message instanceof JsonObject sent)) {
            return Optional.of(noObject());
        }
        Object params = sent.getValue("params");
        if (params == null) {
            return Optional.empty();
        }
        Object id = sent.getValue("id");
        if (!(params instanceof JsonObject given)) {
            return Optional.of(new MalformedMessage(id, INVALID_PARAMS, "params must be an object."));
        }
        return problem(given, NEEDED.getOrDefault(String.valueOf(sent.getValue("method")), List.of()))
                .or(() -> given.getValue("clientInfo") instanceof JsonObject client
                        ? problem(client, NEEDED_OF_CLIENTS)
                        : Optional.empty())
                .map(text -> new MalformedMessage(id, INVALID_PARAMS, text));
    }

    private static Optional<String> problem(JsonObject given, List<String> needed) {
        return Stream.concat(
                        needed.stream()
                                .filter(name -> given.getValue(name) == null)
                                .map(name -> name + " is missing."),
                        given.fieldNames().stream()
                                .filter(name -> !isOfItsType(name, given.getValue(name)))
                                .map(name -> name + " must be " + (TEXTS.contains(name) ? "a text." : "an object.")))
                .findFirst();
    }

    private static boolean isOfItsType(String name, Object value) {
        return value == null
                || (!OBJECTS.contains(name) || value instanceof JsonObject)
                        && (!TEXTS.contains(name) || value instanceof String);
    }

    JsonObject answer() {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("error", new JsonObject().put("code", code).put("message", text));
    }
}
