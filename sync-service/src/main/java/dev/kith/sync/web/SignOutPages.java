package dev.kith.sync.web;

import dev.kith.sync.api.auth.SessionCookie;
import dev.kith.sync.api.auth.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Signing out, on this browser. */
@Path("/sign-out")
@PermitAll
class SignOutPages {

    private final Sessions sessions;
    private final SessionCookie cookie;

    SignOutPages(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @POST
    public Uni<Response> leave(RoutingContext context) {
        Uni<Void> ended = cookie.token(context)
                .map(sessions::end)
                .orElseGet(() -> Uni.createFrom().voidItem());
        return ended.invoke(() -> cookie.clear(context))
                .replaceWith(() -> Redirect.to(SignInPages.PATH + "?reason=ended"));
    }
}
