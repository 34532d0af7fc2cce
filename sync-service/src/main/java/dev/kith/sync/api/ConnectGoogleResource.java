package dev.kith.sync.api;

import dev.kith.sync.account.GoogleConsents;
import dev.kith.sync.account.Initiator;
import dev.kith.sync.account.Registration;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.PublicAddress;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.AccountOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestQuery;

/** Connects a Google account in the browser: there to consent, and back again. */
@Path("/connect/google")
class ConnectGoogleResource {

    private static final String PATH = "/connect/google";
    private static final String COOKIE = "kith-connect";
    private static final int LIFE_SECONDS = 600;

    private final AccountOperations accounts;
    private final SecurityIdentity identity;
    private final PublicAddress address;

    ConnectGoogleResource(AccountOperations accounts, SecurityIdentity identity, PublicAddress address) {
        this.accounts = accounts;
        this.identity = identity;
        this.address = address;
    }

    /**
     * @param accountId the account to connect again; left out, whoever consents is connected
     * @param otherContacts off, enrich or create
     */
    @GET
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> begin(@RestQuery String accountId, @RestQuery String otherContacts, @Context UriInfo uri) {
        URI base = address.url().orElseGet(uri::getBaseUri);
        URI redirect = URI.create(base.toString().replaceFirst("/+$", "") + PATH + "/callback");
        Initiator initiator = KeyHolder.of(identity).initiator();
        return accounts.beginGoogleConsent(redirect, accountId, otherContacts, initiator)
                .map(begun -> there(begun, redirect));
    }

    /** Whoever comes back shows that it began: the browser that asks for a provider sends nobody's credentials along. */
    @GET
    @Path("/callback")
    @PermitAll
    public Uni<Response> finish(
            @RestQuery String state,
            @RestQuery String code,
            @RestQuery String error,
            @RestCookie(COOKIE) String browser,
            @Context RoutingContext context) {
        return accounts.googleConsentInitiator(state, browser)
                .invoke(found -> found.ifPresent(began -> Finishing.what(began, context)))
                .chain(() -> accounts.finishGoogleConsent(state, browser, code, error))
                .map(ConnectGoogleResource::back);
    }

    private static Response there(GoogleConsents.Beginning begun, URI redirect) {
        return Response.seeOther(begun.address())
                .cookie(cookie(begun.browser(), LIFE_SECONDS, "https".equals(redirect.getScheme())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response back(Registration made) {
        return Response.seeOther(URI.create("/connect?done=" + (made.created() ? "connected" : "renewed")))
                .cookie(cookie("", 0, false))
                .build();
    }

    /** Sent along when another site sends the browser back here, and read by no script. */
    private static NewCookie cookie(String value, int life, boolean secure) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(PATH)
                .maxAge(life)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
