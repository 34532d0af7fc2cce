package dev.kith.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@link StandInControl} over HTTP, under {@code /__admin}: GET reads, POST of a JSON object commands. An error is
 * {@code {"error": "…"}} with 400, 404 or 405.
 */
final class AdminApi {

    static final String ROOT = "/__admin";

    /** What a command does, and what it answers. */
    private interface Action {
        Object run(AdminCommand command);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInControl control;
    private final Map<String, Function<Map<String, String>, Object>> readings = new TreeMap<>();
    private final Map<String, Action> commands = new TreeMap<>();

    AdminApi(StandInControl control) {
        this.control = control;
        addReadings();
        addAccountCommands();
        addContactCommands();
        addBehaviourCommands();
    }

    private void addReadings() {
        readings.put("", query -> Map.of("GET", readings.keySet(), "POST", commands.keySet()));
        readings.put("/accounts", query -> control.accounts());
        readings.put("/truth", query -> truth(query.getOrDefault("account", "")));
        readings.put("/switches", query -> control.switches());
        readings.put("/requests", query -> control.requests());
        readings.put("/counters", query -> Map.of("refreshes", control.refreshes()));
        readings.put("/clock", query -> Map.of("now", control.time().toString()));
    }

    private Object truth(String account) {
        return Map.of(
                "contacts", control.contacts(account),
                "otherContacts", control.otherContacts(account),
                "groups", control.groups(account));
    }

    private void addAccountCommands() {
        command("/accounts", it -> {
            String account = it.text("account");
            control.createAccount(
                    account,
                    it.textOr("email", account + "@example.com"),
                    it.textOr("refreshToken", "refresh-" + account),
                    it.scopes());
        });
        command("/accounts/identity", it -> control.changeIdentity(it.text("account"), it.text("profileId")));
        command("/accounts/grant", it -> control.grant(it.text("account"), it.text("refreshToken"), it.scopes()));
        command("/accounts/revoke", it -> control.revoke(it.text("account")));
        command("/accounts/consents", it -> control.consents(it.text("account"), it.set("withheldScopes")));
        command("/sync-tokens/expire", it -> control.expireSyncTokens(it.text("account")));
        command("/access-tokens/expire", it -> control.expireAccessTokens());
    }

    private void addContactCommands() {
        commands.put(
                "/contacts/put",
                it -> Map.of(
                        "resourceName",
                        control.putContact(
                                it.text("account"), it.sourceId(), it.person(), it.personOrNull("profile"))));
        command("/contacts/delete", it -> control.deleteContact(it.text("account"), it.sourceId()));
        command(
                "/contacts/rename",
                it -> control.renameContact(it.text("account"), it.sourceId(), it.text("resourceName")));
        command("/contacts/touch", it -> control.touchContact(it.text("account"), it.sourceId()));
        commands.put(
                "/other-contacts/put",
                it -> Map.of(
                        "resourceName",
                        control.putOtherContact(
                                it.text("account"), it.sourceId(), it.person(), it.personOrNull("profile"))));
        command("/other-contacts/delete", it -> control.deleteOtherContact(it.text("account"), it.sourceId()));
        command("/groups/put", it -> control.putGroup(it.text("account"), it.text("id"), it.text("name")));
        command("/groups/delete", it -> control.deleteGroup(it.text("account"), it.text("id")));
    }

    private void addBehaviourCommands() {
        commands.put("/switches", this::flip);
        command("/faults", it -> control.fault(new Fault(it.text("endpoint"), it.numberOr("call", 1), kind(it))));
        command("/before-page", this::beforePage);
        command("/clock/advance", it -> control.advance(it.duration("by")));
        command("/requests/clear", it -> control.clearRequests());
    }

    private void command(String path, Consumer<AdminCommand> action) {
        commands.put(path, it -> {
            action.accept(it);
            return Map.of();
        });
    }

    private Object flip(AdminCommand command) {
        try {
            JSON.readerForUpdating(control.switches()).readValue(command.body());
            return control.switches();
        } catch (IOException e) {
            throw new IllegalArgumentException("no such switch or value; GET " + ROOT + "/switches names them", e);
        }
    }

    private static Fault.Kind kind(AdminCommand command) {
        String named = command.text("kind");
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind.name().equals(named))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"kind\" is one of " + Arrays.toString(Fault.Kind.values())));
    }

    /** Keeps commands for the moment before a page is answered; a wrong one is refused now, not then. */
    private void beforePage(AdminCommand command) {
        List<Runnable> actions = new ArrayList<>();
        command.body().path("commands").forEach(kept -> {
            AdminCommand arguments = new AdminCommand(kept.path("body"));
            Action action = known(new AdminCommand(kept).text("path"));
            actions.add(() -> action.run(arguments));
        });
        control.beforePage(command.text("account"), command.numberOr("page", 1), () -> actions.forEach(Runnable::run));
    }

    private Action known(String path) {
        Action command = commands.get(path);
        if (command == null) {
            throw new IllegalArgumentException("there is no command " + path);
        }
        return command;
    }

    void handle(Exchange exchange) throws IOException {
        String path = exchange.path().substring(ROOT.length());
        try {
            switch (exchange.method()) {
                case "GET" -> read(exchange, path);
                case "POST" -> run(exchange, path);
                default -> fail(exchange, 405, "GET reads, POST commands");
            }
        } catch (JsonProcessingException e) {
            fail(exchange, 400, "the body is no JSON");
        } catch (IllegalArgumentException e) {
            fail(exchange, 400, e.getMessage());
        }
    }

    private void read(Exchange exchange, String path) throws IOException {
        if (readings.containsKey(path)) {
            send(exchange, readings.get(path).apply(exchange.query()));
        } else {
            fail(exchange, commands.containsKey(path) ? 405 : 404, "GET " + ROOT + " names what there is");
        }
    }

    private void run(Exchange exchange, String path) throws IOException {
        byte[] body = exchange.body();
        JsonNode command = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        if (commands.containsKey(path)) {
            send(exchange, commands.get(path).run(new AdminCommand(command)));
        } else {
            fail(exchange, readings.containsKey(path) ? 405 : 404, "GET " + ROOT + " names what there is");
        }
    }

    private static void send(Exchange exchange, Object answer) throws IOException {
        JsonNode json = JSON.valueToTree(answer);
        exchange.send(
                200,
                json instanceof ObjectNode object
                        ? object
                        : JSON.createObjectNode().set("items", json),
                Map.of());
    }

    private static void fail(Exchange exchange, int status, String message) throws IOException {
        exchange.send(status, JSON.createObjectNode().put("error", message), Map.of());
    }
}
