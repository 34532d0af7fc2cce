package dev.kith.sync.web;

import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.SessionCookie;
import dev.kith.sync.api.auth.Sessions;
import dev.kith.sync.api.auth.SignInRefusedException;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where people come back to whom an identity provider vouches for. They get a session of Kith's own, and the provider's is
 * let go at once.
 */
@Path("/sign-in/provider")
@Produces(MediaType.TEXT_HTML)
class ProviderSignIn {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final ProviderRoles roles;
    private final AuditLog audit;
    private final SecurityIdentity identity;
    private final OidcSession provided;

    ProviderSignIn(
            Sessions sessions,
            SessionCookie cookie,
            ProviderRoles roles,
            AuditLog audit,
            SecurityIdentity identity,
            OidcSession provided) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.roles = roles;
        this.audit = audit;
        this.identity = identity;
        this.provided = provided;
    }

    @GET
    @Authenticated
    public Uni<Response> enter(RoutingContext context) {
        String name = identity.getPrincipal().getName();
        return roles.of(identity.getRoles())
                .map(role -> sessions.openFor(KeyHolder.person(name, role))
                        .invoke(opened -> cookie.set(context, opened.token()))
                        .call(opened -> audit.write(opened.holder(), "sign in", SignInPages.PATH, 303))
                        .call(provided::logout)
                        .replaceWith(() -> Redirect.to("/")))
                .orElseGet(() -> provided.logout().replaceWith(this::refusal));
    }

    private Response refusal() {
        var refusal = new SignInRefusedException(SignInRefusedException.Reason.NO_ROLE);
        return Response.status(403)
                .entity(Templates.signin(Page.forStrangers("Sign in"), "/", refusal.getMessage(), true, false))
                .build();
    }
}
