package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.ErrorCode;
import dev.kith.sync.api.auth.PublicAddress;
import dev.kith.sync.api.auth.SessionCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets nobody but our own pages change anything in the name of who is signed in: a request must come from this origin and
 * carry the token of its session's forms.
 */
class FormGuard {

    static final String FIELD = "form";

    private static final String FOREIGN = "This request came from another site. Open Kith itself and try again.";
    private static final String STALE = "This form is out of date. Open the page again and repeat what you did.";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final SessionCookie cookie;
    private final PublicAddress address;

    FormGuard(SessionCookie cookie, PublicAddress address) {
        this.cookie = cookie;
        this.address = address;
    }

    @WithFormRead
    @ServerRequestFilter
    public void check(ResteasyReactiveContainerRequestContext request, RoutingContext context) {
        String path = context.normalizedPath();
        if (READING.contains(request.getMethod())
                || !PagePaths.isPage(path)
                || context.request().getHeader("Authorization") != null) {
            return;
        }
        if (!comesFromHere(context)) {
            throw ApiException.of(ErrorCode.FORBIDDEN, FOREIGN);
        }
        Optional<String> session = cookie.token(context);
        if (session.isPresent() && !path.equals(SignInPages.PATH) && !carriesToken(request, session.get())) {
            throw ApiException.of(ErrorCode.FORBIDDEN, STALE);
        }
    }

    private boolean comesFromHere(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        if (origin == null) {
            String site = context.request().getHeader("Sec-Fetch-Site");
            return site == null || site.equals("same-origin");
        }
        return address.isOurs(origin, context.request().getHeader("Host"));
    }

    private static boolean carriesToken(ContainerRequestContext request, String session) {
        ResteasyReactiveRequestContext form = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        return form.getFormParameter(FIELD, true, false) instanceof String sent
                && SessionCookie.isFormToken(sent, session);
    }
}
