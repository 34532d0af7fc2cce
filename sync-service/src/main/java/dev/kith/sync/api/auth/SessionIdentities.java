package dev.kith.sync.api.auth;

import dev.kith.sync.api.Answers;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Knows people by their session's cookie. A browser sends cookies along whoever asked it to, so that for the API they open
 * nothing but reading; pages that change something ask for a token of the form as well.
 */
@ApplicationScoped
class SessionIdentities implements HttpAuthenticationMechanism {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Answers answers;

    SessionIdentities(Sessions sessions, SessionCookie cookie, Answers answers) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.answers = answers;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var token = cookie.token(context);
        if (token.isEmpty()
                || context.request().getHeader("Authorization") != null
                || forPrograms(context.normalizedPath())
                        && (!READING.contains(context.request().method()) || fromElsewhere(context))) {
            return Uni.createFrom().nullItem();
        }
        return sessions.holderOf(token.get())
                .map(holder ->
                        holder.map(found -> KeyIdentities.identity(found, null)).orElse(null));
    }

    private static boolean forPrograms(String path) {
        return path.startsWith("/api/") || path.equals("/mcp") || path.startsWith("/mcp/") || path.startsWith("/q/");
    }

    private static boolean fromElsewhere(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        answers.unauthenticated(context);
        return Uni.createFrom().item(true);
    }

    /** Before those of identity providers, whose challenge would send programs to a sign-in page. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }
}
