package dev.kith.sync.api;

import dev.kith.sync.api.auth.PublicAddress;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses requests that a page of another site makes a browser send: neither operations nor tools are for those. Programs
 * name no origin.
 */
@ApplicationScoped
class ForeignOrigins {

    /** After authentication (200), authorisation (100) and the limit of bodies (90). */
    private static final int PRIORITY = 80;

    private final Answers answers;
    private final PublicAddress address;

    ForeignOrigins(Answers answers, PublicAddress address) {
        this.answers = answers;
        this.address = address;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        if (origin == null || !guarded(context.normalizedPath()) || isOurs(origin, context)) {
            context.next();
            return;
        }
        answers.send(context, ErrorCode.FORBIDDEN, "Requests of other sites' pages are not answered.");
        context.request().resume();
    }

    private static boolean guarded(String path) {
        return path.startsWith("/api/") || path.equals("/mcp") || path.startsWith("/mcp/");
    }

    private boolean isOurs(String origin, RoutingContext context) {
        HostAndPort asked = context.request().authority();
        return address.isOurs(origin, asked == null ? null : asked.toString());
    }
}
