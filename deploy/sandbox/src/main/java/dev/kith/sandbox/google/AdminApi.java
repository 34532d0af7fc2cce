package dev.kith.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * {@link StandInControl} over HTTP: a POST of JSON to {@code /__admin/<command>}. Answers with JSON; an unknown command or
 * account is a 400.
 */
final class AdminApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInState state;
    private final StandInControl control;

    AdminApi(StandInState state, StandInControl control) {
        this.state = state;
        this.control = control;
    }

    ObjectNode answer(String path, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        JsonNode command = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        ObjectNode answer = JSON.createObjectNode();
        String account = command.path("account").asText(null);
        String sourceId = command.path("sourceId").asText(null);
        switch (path.substring("/__admin".length())) {
            case "/accounts" ->
                control.createAccount(
                        account,
                        command.path("email").asText(account),
                        command.path("refreshToken").asText(),
                        scopes(command));
            case "/contacts/put" ->
                answer.put("resourceName", control.putContact(account, sourceId, (ObjectNode) command.get("person")));
            case "/contacts/delete" -> control.deleteContact(account, sourceId);
            case "/contacts/rename" ->
                control.renameContact(
                        account, sourceId, command.path("resourceName").asText());
            case "/contacts/touch" -> control.touchContact(account, sourceId);
            case "/other-contacts/put" ->
                answer.put(
                        "resourceName", control.putOtherContact(account, sourceId, (ObjectNode) command.get("person")));
            case "/other-contacts/delete" -> control.deleteOtherContact(account, sourceId);
            case "/groups/put" ->
                control.putGroup(
                        account,
                        command.path("id").asText(),
                        command.path("name").asText());
            case "/groups/delete" ->
                control.deleteGroup(account, command.path("id").asText());
            case "/clock/advance" ->
                control.advance(Duration.parse(command.path("by").asText()));
            case "/sync-tokens/expire" -> control.expireSyncTokens(account);
            case "/access-tokens/expire" -> control.expireAccessTokens();
            case "/revoke" -> control.revoke(account);
            case "/grant" -> control.grant(account, command.path("refreshToken").asText(), scopes(command));
            case "/switches" -> switches(command, answer);
            case "/faults" ->
                control.fault(new Fault(
                        command.path("endpoint").asText(),
                        command.path("call").asInt(1),
                        Fault.Kind.valueOf(command.path("kind").asText())));
            case "/truth" -> control.contacts(account).forEach(answer::set);
            case "/requests" -> answer.set("requests", JSON.valueToTree(control.requests()));
            case "/counters" -> answer.put("refreshes", control.refreshes());
            default -> throw new IllegalArgumentException("unknown command " + path);
        }
        return answer;
    }

    private static Set<String> scopes(JsonNode command) {
        Set<String> scopes = new HashSet<>();
        command.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return scopes.isEmpty() ? Set.of(Tokens.CONTACTS, Tokens.OTHER_CONTACTS) : scopes;
    }

    /** Sets the switches that the body names and answers with all. */
    private void switches(JsonNode command, ObjectNode answer) throws JsonProcessingException {
        JSON.readerForUpdating(state.switches).readValue(JSON.writeValueAsString(command));
        answer.setAll((ObjectNode) JSON.valueToTree(state.switches));
    }
}
