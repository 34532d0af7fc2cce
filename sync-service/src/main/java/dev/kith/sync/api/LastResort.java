package dev.kith.sync.api;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Keeps the envelope where a request fails before, beside or after the resources. */
@ApplicationScoped
class LastResort {

    private static final Logger LOGGER = Logger.getLogger(LastResort.class);

    private final Answers answers;

    LastResort(Answers answers) {
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_BODY_HANDLER).failureHandler(this::failed);
        router.route()
                .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000)
                .handler(context -> answers.send(context, ErrorCode.NOT_FOUND));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof AuthenticationRedirectException redirect) {
            context.response()
                    .setStatusCode(redirect.getCode())
                    .putHeader("Location", redirect.getRedirectUri())
                    .putHeader("Cache-Control", "no-store")
                    .end()
                    .onFailure(gone -> context.request().connection().close());
        } else if (failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException) {
            answers.unauthenticated(context);
        } else if (failure instanceof ForbiddenException) {
            answers.send(context, ErrorCode.FORBIDDEN);
        } else if (failure != null && Outages.isOutage(failure)) {
            answers.send(context, ErrorCode.UNAVAILABLE);
        } else if (failure == null && context.statusCode() >= 400) {
            answers.send(context, ErrorCode.of(context.statusCode()));
        } else {
            LOGGER.errorf(failure, "A request failed unexpectedly");
            answers.send(context, ErrorCode.INTERNAL_ERROR);
        }
    }
}
