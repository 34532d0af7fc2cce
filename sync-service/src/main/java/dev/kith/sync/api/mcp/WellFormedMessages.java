package dev.kith.sync.api.mcp;

import dev.kith.sync.api.HttpConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Refuses what is no message of the protocol, in the protocol's own words. The server behind it takes the form of messages
 * for granted: it breaks on another one, or never answers.
 */
@ApplicationScoped
class WellFormedMessages {

    private static final String ENDPOINT = "/mcp";

    /** After all that decides who may ask, before the server of tools. */
    private static final int ORDER = -1;

    private final HttpConfig config;

    WellFormedMessages(HttpConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.post(ENDPOINT + "/*")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(config.limitFor(ENDPOINT)))
                .handler(this::check);
    }

    private void check(RoutingContext context) {
        Object sent;
        try {
            sent = Json.decodeValue(Objects.requireNonNullElseGet(context.body().buffer(), Buffer::buffer));
        } catch (DecodeException e) {
            refuse(context, MalformedMessage.noJson());
            return;
        }
        List<?> messages = sent instanceof JsonArray batch ? batch.stream().toList() : Collections.singletonList(sent);
        Optional<MalformedMessage> malformed = messages.isEmpty()
                ? Optional.of(MalformedMessage.noObject())
                : messages.stream()
                        .flatMap(message -> MalformedMessage.in(message).stream())
                        .findFirst();
        malformed.ifPresentOrElse(problem -> refuse(context, problem), () -> {
            messages.forEach(message -> giveArguments((JsonObject) message));
            ((RoutingContextInternal) context).setBody(Json.encodeToBuffer(sent));
            context.next();
        });
    }

    /** A tool that needs none may be called without. */
    private static void giveArguments(JsonObject message) {
        if ("tools/call".equals(message.getValue("method"))
                && message.getValue("params") instanceof JsonObject params
                && params.getValue("arguments") == null) {
            params.put("arguments", new JsonObject());
        }
    }

    private static void refuse(RoutingContext context, MalformedMessage problem) {
        context.response()
                .setStatusCode(problem.id() == null ? 400 : 200)
                .putHeader("Content-Type", "application/json")
                .end(problem.answer().toBuffer())
                .onFailure(gone -> context.request().connection().close());
    }
}
