package dev.kith.sync.web;

import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.SessionConfig;
import dev.kith.sync.api.auth.SessionCookie;
import dev.kith.sync.api.auth.Sessions;
import dev.kith.sync.api.auth.SignInRefusedException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in with a key, or with a link that the holder of a key asked for. */
@Path(SignInPages.PATH)
@PermitAll
@Produces(MediaType.TEXT_HTML)
class SignInPages {

    static final String PATH = "/sign-in";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AuditLog audit;
    private final SecurityIdentity identity;
    private final boolean provider;
    private final Duration retryAfter;

    SignInPages(
            Sessions sessions,
            SessionCookie cookie,
            AuditLog audit,
            SecurityIdentity identity,
            SessionConfig config,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean provider) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.audit = audit;
        this.identity = identity;
        this.provider = provider;
        this.retryAfter = config.failureWindow();
    }

    @GET
    public TemplateInstance ask(@RestQuery String next, @RestQuery String reason) {
        String message = "ended".equals(reason) ? "You are signed out." : null;
        return Templates.signin(
                Page.forStrangers("Sign in"), SafePath.of(next), message, provider, !identity.isAnonymous());
    }

    @POST
    public Uni<Response> enter(
            @RestForm String key, @RestForm String link, @RestForm String next, RoutingContext context) {
        String address = context.request().remoteAddress().host();
        Uni<Sessions.Opened> opened = link != null && !link.isBlank()
                ? sessions.openWithLink(link.strip(), address)
                : sessions.openWithKey(key == null ? "" : key.strip(), address);
        return opened.call(session -> audit.write(session.holder(), "sign in", PATH, 303))
                .invoke(session -> cookie.set(context, session.token()))
                .replaceWith(() -> Redirect.to(SafePath.of(next)))
                .onFailure(SignInRefusedException.class)
                .recoverWithUni(refusal -> refuse((SignInRefusedException) refusal, SafePath.of(next)));
    }

    private Uni<Response> refuse(SignInRefusedException refusal, String next) {
        int status = refusal.reason() == SignInRefusedException.Reason.TOO_MANY_ATTEMPTS ? 429 : 403;
        TemplateInstance page = Templates.signin(
                Page.forStrangers("Sign in"), next, refusal.getMessage(), provider, !identity.isAnonymous());
        return audit.write(null, "sign in", PATH, status).replaceWith(() -> {
            Response.ResponseBuilder answer = Response.status(status).entity(page);
            return (status == 429 ? answer.header(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds()) : answer).build();
        });
    }
}
