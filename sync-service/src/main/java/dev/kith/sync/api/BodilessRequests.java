package dev.kith.sync.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;

/** Lets a request without a body do without the type of one: many operations need nothing to be said. */
@ApplicationScoped
class BodilessRequests {

    /** After all that decides who may ask. */
    private static final int PRIORITY = 70;

    void register(@Observes Filters filters) {
        filters.register(BodilessRequests::name, PRIORITY);
    }

    private static void name(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (HttpMethod.POST.equals(request.method())
                && context.normalizedPath().startsWith("/api/")
                && !request.headers().contains(HttpHeaders.CONTENT_TYPE)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                && "0".equals(Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0"))) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        context.next();
    }
}
