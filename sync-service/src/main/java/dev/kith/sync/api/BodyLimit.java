package dev.kith.sync.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses a body that announces itself as too large before anything of it is read. */
@ApplicationScoped
class BodyLimit {

    /** After authentication (200) and authorisation (100): strangers learn nothing but that they are strangers. */
    private static final int PRIORITY = 90;

    /** A client that does not stop sending is cut off after this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Answers answers;
    private final HttpConfig config;
    private final Vertx vertx;

    BodyLimit(Answers answers, HttpConfig config, Vertx vertx) {
        this.answers = answers;
        this.config = config;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (announced(context.request()) <= config.limitFor(context.normalizedPath())) {
            context.next();
            return;
        }
        answers.send(context, ErrorCode.PAYLOAD_TOO_LARGE);
        discard(context.request());
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Closing at once would reset the connection of a client that still sends, and it would never see the answer. */
    private void discard(HttpServerRequest request) {
        long timer =
                vertx.setTimer(PATIENCE.toMillis(), late -> request.connection().close());
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(chunk -> {});
        request.resume();
    }
}
