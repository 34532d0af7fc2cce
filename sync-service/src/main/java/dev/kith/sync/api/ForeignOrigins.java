package dev.kith.sync.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests that a page of another site makes a browser send: neither operations nor tools are for those. Programs
 * name no origin.
 */
@ApplicationScoped
class ForeignOrigins {

    /** After authentication (200), authorisation (100) and the limit of bodies (90). */
    private static final int PRIORITY = 80;

    private final Answers answers;
    private final Optional<String> publicAuthority;

    ForeignOrigins(Answers answers, @ConfigProperty(name = "kith.public-url") Optional<URI> publicUrl) {
        this.answers = answers;
        this.publicAuthority = publicUrl.map(URI::getAuthority);
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
        int scheme = origin.indexOf("://");
        String authority = scheme < 0 ? "" : origin.substring(scheme + 3);
        HostAndPort asked = context.request().authority();
        return asked != null && authority.equalsIgnoreCase(asked.toString())
                || publicAuthority.filter(authority::equalsIgnoreCase).isPresent();
    }
}
